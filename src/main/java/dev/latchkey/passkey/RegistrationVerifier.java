package dev.latchkey.passkey;

import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import dev.latchkey.relyingparty.RelyingParty;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Optional;

/**
 * The registration steps of WebAuthn L3 §7.1 that look at the answer alone. Pure: no clock, no database. Every step is
 * done here; the library then goes over the same ground once more, and either may refuse.
 */
final class RegistrationVerifier {
    private static final String TYPE = "webauthn.create";

    private final Library library;

    RegistrationVerifier(Library library) {
        this.library = library;
    }

    /** What the steps found. */
    sealed interface Verdict {
        /** Every step passed. */
        record Passed(NewPasskey passkey) implements Verdict {}

        /** One failed, for a reason that journal and metrics may know. */
        record Failed(String reason) implements Verdict {}
    }

    private record Taken(AttestationObject object, AuthenticatorData data, AuthenticatorData.Attested attested) {}

    /**
     * Verifies {@code answer} against the ceremony that its challenge carried. Steps 1 and 2 were the page's and the
     * browser's, 3 and 4 the reader's, 5 and 6 were done on reading the client data; 8 holds because the challenge is
     * what the ceremony was unsealed from; 26 is the caller's, who has the database.
     */
    Verdict verify(Ceremony ceremony, RelyingParty here, RegistrationAnswer answer, Instant now) {
        ClientData client = answer.clientData();
        // Steps 7, 9 and 10: type, origin, cross origin – ours, the library again. Step 11, the hash, is the library's.
        Optional<Flaw> flaw = ClientDataCheck.flawIn(client, TYPE, here);
        if (flaw.isPresent()) {
            return failed(flaw.get());
        }
        // Step 12: CBOR decoding – ours; the library is handed what it needs, already taken apart.
        Optional<AttestationObject> object = AttestationObject.read(answer.attestationObject());
        if (object.isEmpty()) {
            return failed(Flaw.ATTESTATION_OBJECT);
        }
        Optional<AuthenticatorData> data = AuthenticatorData.read(object.get().authenticatorData());
        if (data.isEmpty()) {
            return failed(Flaw.AUTHENTICATOR_DATA);
        }
        // Steps 13 to 16: RP ID, UP, UV, BS only with BE – ours, the library again. 17 and 18: kept for those who ask.
        Optional<Flaw> flagFlaw = AuthenticatorDataCheck.flawIn(data.get(), here, ceremony.userVerificationRequired());
        if (flagFlaw.isPresent()) {
            return failed(flagFlaw.get());
        }
        // AT must be set in a registration (§6.5) – ours, the library again.
        if (data.get().attested().isEmpty()) {
            return failed(Flaw.ATTESTED_DATA);
        }
        return verify(
                ceremony,
                here,
                answer,
                new Taken(object.get(), data.get(), data.get().attested().get()),
                now);
    }

    private Verdict verify(Ceremony ceremony, RelyingParty here, RegistrationAnswer answer, Taken taken, Instant now) {
        // Step 25: length of the credential id – ours; and id, rawId and attested id are one (security: one identity).
        Bytes id = taken.attested().credentialId();
        if (!CredentialId.fits(id) || !id.equals(answer.id().value())) {
            return failed(Flaw.CREDENTIAL_ID);
        }
        // Step 19: the algorithm is one of those offered, and the key is one to be trusted – ours; algorithm also
        // library.
        CredentialKeys.Check check = CredentialKeys.check(taken.attested().publicKey());
        if (check instanceof CredentialKeys.Check.Bad(Flaw flaw)) {
            return failed(flaw);
        }
        CredentialKey key = ((CredentialKeys.Check.Good) check).key();
        if (!copiesAgree(answer, taken.object(), key)) {
            return failed(Flaw.COPIES_DISAGREE);
        }
        // Step 20: extension outputs – ours. Only credProps was asked for; unsolicited ones are dropped. A credential
        // that
        // says
        // it is not discoverable could never sign in without a user name.
        if (answer.discoverable().equals(Optional.of(false))) {
            return failed(Flaw.NOT_DISCOVERABLE);
        }
        // Steps 21 to 24: attestation `none` was asked for. Other formats are tolerated and trusted for nothing; only
        // what needs no certificate is looked at: an empty statement, or a signature by the credential's own key.
        if (!taken.object().hasKnownFormat()
                || (taken.object().isNone() && !taken.object().statement().isEmpty())) {
            return failed(Flaw.ATTESTATION_FORMAT);
        }
        Optional<String> refusal = library.refusesRegistration(
                new Library.Registration(ceremony, here, answer.clientData(), taken.object(), taken.data(), key));
        if (refusal.isPresent()) {
            return new Verdict.Failed(refusal.get());
        }
        // Step 27: the credential record – ours.
        return new Verdict.Passed(new NewPasskey(
                ceremony.relyingParty(),
                answer.id(),
                ceremony.userHandle().orElseThrow(),
                key.encoded(),
                key.algorithm().cose(),
                taken.data().counter(),
                taken.attested().aaguid(),
                answer.transports(),
                answer.attachment(),
                taken.data().backupEligible(),
                taken.data().backedUp(),
                taken.data().userVerified(),
                answer.discoverable(),
                Providers.nameOf(taken.attested().aaguid()),
                now));
    }

    /** The browser's copies of what the attestation object holds (§5.2.1.1) are not used, so they must at least agree. */
    private static boolean copiesAgree(RegistrationAnswer answer, AttestationObject object, CredentialKey key) {
        if (answer.authenticatorData()
                        .filter(copy -> !copy.equals(object.authenticatorData()))
                        .isPresent()
                || answer.publicKeyAlgorithm()
                        .filter(copy -> copy != key.algorithm().cose())
                        .isPresent()) {
            return false;
        }
        if (answer.publicKey().isEmpty()) {
            return true;
        }
        try {
            return answer.publicKey().get().equals(Bytes.of(key.decode().getEncoded()));
        } catch (GeneralSecurityException undecodable) {
            return false;
        }
    }

    private static Verdict failed(Flaw flaw) {
        return new Verdict.Failed(flaw.slug());
    }
}
