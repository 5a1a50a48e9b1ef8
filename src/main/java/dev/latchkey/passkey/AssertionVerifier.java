package dev.latchkey.passkey;

import dev.latchkey.relyingparty.RelyingParty;
import java.time.Instant;
import java.util.Optional;

/**
 * The authentication steps of WebAuthn L3 §7.2 that look at the answer and at the stored record alone. Pure: no clock, no
 * database, and the record is a detached copy. Whatever is wrong with whose credential it is, the signature is verified
 * all the same, so that a refusal takes as long for one reason as for another.
 */
final class AssertionVerifier {
    private static final String TYPE = "webauthn.get";

    private final Library library;

    AssertionVerifier(Library library) {
        this.library = library;
    }

    /** What the steps found. */
    sealed interface Verdict {
        /** Every step passed. */
        record Passed(VerifiedAssertion assertion) implements Verdict {}

        /** One failed, for a reason that journal and metrics may know. */
        record Failed(String reason) implements Verdict {}
    }

    /**
     * Verifies {@code answer} against the ceremony that its challenge carried and the record its credential id names.
     * Steps 1 and 2 were the page's and the browser's, 3, 4 and 7 the reader's, 8 and 9 were done on reading the client
     * data; 11 holds because the challenge is what the ceremony was unsealed from.
     */
    Verdict verify(Ceremony ceremony, RelyingParty here, AssertionAnswer answer, CredentialRow row, Instant now) {
        Optional<AuthenticatorData> data = AuthenticatorData.read(answer.authenticatorData());
        Optional<CredentialKey> key = CredentialKeys.stored(row.publicKey());
        if (data.isEmpty() || key.isEmpty()) {
            return failed(Flaw.AUTHENTICATOR_DATA);
        }
        Optional<Flaw> flaw = ownerFlaw(ceremony, answer, row)
                .or(() -> ClientDataCheck.flawIn(answer.clientData(), TYPE, here))
                .or(() -> AuthenticatorDataCheck.flawIn(data.get(), here, ceremony.userVerificationRequired()))
                .or(() -> recordFlaw(data.get(), row));
        // Steps 20 and 21: hash and signature – library; it goes over 10 to 18 once more too. Step 19: no extension is
        // asked for, and what nobody asked for is dropped.
        Optional<String> refusal =
                library.refusesAssertion(new Library.Assertion(ceremony, here, answer, data.get(), row, key.get()));
        if (flaw.isPresent()) {
            return failed(flaw.get());
        }
        if (refusal.isPresent()) {
            return new Verdict.Failed(refusal.get());
        }
        return new Verdict.Passed(passed(answer, data.get(), row, now));
    }

    /** Steps 5 and 6 – ours: the library leaves it to the caller whose credential it is. */
    private static Optional<Flaw> ownerFlaw(Ceremony ceremony, AssertionAnswer answer, CredentialRow row) {
        if (!row.relyingParty().equals(ceremony.relyingParty()) || !row.id().equals(answer.id())) {
            return Optional.of(Flaw.OWNER_MISMATCH);
        }
        if (!ceremony.allowed().isEmpty() && !ceremony.allowed().contains(Ceremony.shortHash(answer.id()))) {
            return Optional.of(Flaw.CREDENTIAL_NOT_ALLOWED);
        }
        if (ceremony.account().filter(account -> !account.equals(row.account())).isPresent()) {
            return Optional.of(Flaw.OWNER_MISMATCH);
        }
        if (answer.userHandle().isEmpty() && ceremony.account().isEmpty()) {
            return Optional.of(Flaw.USER_HANDLE_MISSING);
        }
        if (answer.userHandle()
                .filter(handle -> !handle.equals(row.userHandle().value()))
                .isPresent()) {
            return Optional.of(Flaw.USER_HANDLE_MISMATCH);
        }
        return row.suspended() ? Optional.of(Flaw.CREDENTIAL_SUSPENDED) : Optional.empty();
    }

    private static Optional<Flaw> recordFlaw(AuthenticatorData data, CredentialRow row) {
        // Step 18: backup eligibility never changes – ours, the library again.
        if (data.backupEligible() != row.backupEligible()) {
            return Optional.of(Flaw.BACKUP_ELIGIBILITY_CHANGED);
        }
        // §6.1: an assertion carries no attested credential data – ours, the library again.
        return data.attested().isPresent() ? Optional.of(Flaw.ATTESTED_DATA) : Optional.empty();
    }

    private static VerifiedAssertion passed(
            AssertionAnswer answer, AuthenticatorData data, CredentialRow row, Instant now) {
        // Step 22: a counter that does not grow is a hint of cloning, not a proof; whoever decides weighs it.
        boolean counterGrew = data.counter() > row.counter() || (data.counter() == 0 && row.counter() == 0);
        return new VerifiedAssertion(
                row.relyingParty(),
                row.account(),
                row.userHandle(),
                row.id(),
                data.userVerified(),
                data.backupEligible(),
                data.backedUp(),
                data.backedUp() != row.backedUp(),
                row.counter(),
                data.counter(),
                counterGrew,
                row.aaguid(),
                answer.attachment(),
                row.createdAt(),
                now,
                row.accepted(),
                new PasskeyName(row.closedNickname(), Providers.nameOf(row.aaguid())));
    }

    private static Verdict failed(Flaw flaw) {
        return new Verdict.Failed(flaw.slug());
    }
}
