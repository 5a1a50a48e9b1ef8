package dev.latchkey.passkey;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.passkey.AnswerReader.Reading;
import dev.latchkey.passkey.CreationOptions.Descriptor;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.UserVerification;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Registers passkeys (WebAuthn L3 §7.1): options that cost the database nothing, an answer that is verified once, a row
 * that is stored when the journey has decided.
 */
@Singleton
public final class RegistrationCeremony {
    private static final List<CreationOptions.Parameters> PARAMETERS = Arrays.stream(Algorithm.values())
            .map(algorithm -> new CreationOptions.Parameters("public-key", algorithm.cose()))
            .toList();

    private final Challenges challenges;
    private final Spending spending;
    private final RegistrationVerifier verifier;

    RegistrationCeremony(Challenges challenges, Spending spending, RegistrationVerifier verifier) {
        this.challenges = challenges;
        this.spending = spending;
        this.verifier = verifier;
    }

    /**
     * Begins a registration (§7.1 step 1) without touching the database.
     *
     * @throws IllegalArgumentException when the purpose is not one of registration or a name is longer than
     *     {@value BeginRegistration#NAME_BYTES} bytes
     */
    public CreationOptions begin(BeginRegistration begin) {
        if (begin.purpose().kind() != Purpose.Kind.REGISTRATION) {
            throw new IllegalArgumentException(begin.purpose() + " registers nothing");
        }
        checkName(begin.username());
        checkName(begin.displayName());
        RelyingParty relyingParty = begin.relyingParty();
        Ceremony ceremony = new Ceremony(
                challenges.freshId(),
                begin.purpose(),
                relyingParty.id(),
                Optional.of(begin.account()),
                Optional.of(begin.userHandle()),
                begin.username(),
                begin.displayName(),
                relyingParty.userVerification() == UserVerification.REQUIRED,
                begin.mode(),
                begin.session(),
                begin.proof(),
                Optional.empty(),
                begin.preLogin().map(Challenges::bindingTo),
                List.of(),
                challenges.now());
        return new CreationOptions(
                new CreationOptions.Rp(relyingParty.rpId(), relyingParty.name()),
                new CreationOptions.User(
                        begin.userHandle().value().toBase64Url(), begin.username(), begin.displayName()),
                challenges.seal(ceremony),
                PARAMETERS,
                challenges.lifetimeMillis(),
                begin.exclude().stream().map(Descriptor::of).toList(),
                new CreationOptions.Selection("required", true, Hints.userVerification(ceremony)),
                "none",
                Hints.known(begin.hints()),
                new CreationOptions.Extensions(true));
    }

    /**
     * Ends a registration, in the caller's transaction: reads the answer strictly, opens its challenge, spends it and
     * verifies. One round trip; none when the body is malformed or the challenge is not good.
     *
     * @param here the relying party whose host was called
     * @param body {@code RegistrationResponseJSON} as received
     * @param preLogin the browser's pre-login id, if it sent one
     */
    public RegistrationOutcome finish(RelyingParty here, byte[] body, Optional<Bytes> preLogin) {
        return switch (AnswerReader.registration(body)) {
            case Reading.Bad<RegistrationAnswer>(List<FieldError> fields) -> new RegistrationOutcome.Malformed(fields);
            case Reading.Good<RegistrationAnswer>(RegistrationAnswer answer) -> finish(here, answer, preLogin);
        };
    }

    private RegistrationOutcome finish(RelyingParty here, RegistrationAnswer answer, Optional<Bytes> preLogin) {
        Optional<Ceremony> genuine =
                challenges.open(answer.clientData().challenge(), here, Purpose.Kind.REGISTRATION, preLogin);
        if (genuine.isEmpty()) {
            return new RegistrationOutcome.Expired();
        }
        Ceremony ceremony = genuine.get();
        return switch (spending.spend(ceremony, challenges.expiryOf(ceremony), answer.id(), Alongside.NOTHING)) {
            case Spending.Outcome.SpentBefore() -> new RegistrationOutcome.Expired();
            case Spending.Outcome.Spent(Optional<CredentialRow> known) ->
                switch (verifier.verify(ceremony, here, answer, challenges.now())) {
                    case RegistrationVerifier.Verdict.Failed(String reason) ->
                        new RegistrationOutcome.Refused(reason, ceremony);
                    case RegistrationVerifier.Verdict.Passed(NewPasskey passkey) ->
                        // §7.1 step 26 – ours: the id is new to everybody at this relying party.
                        known.isPresent()
                                ? new RegistrationOutcome.AlreadyRegistered(ceremony)
                                : new RegistrationOutcome.Verified(
                                        passkey,
                                        ceremony,
                                        answer.nickname(),
                                        answer.clientData().challenge());
                };
        };
    }

    /**
     * Adds the insert of a verified passkey to {@code writes} (§7.1 step 27). Its count is 1 when it was stored, and 0
     * when the credential id has been taken meanwhile or the account has {@value Passkeys#MOST} passkeys already; the
     * account's list tells which.
     *
     * @param account the account that {@code passkey} was made for; holds its lock until the transaction ends
     * @return the insert's place among the counts that {@link Writes#send()} returns
     */
    public int store(Writes writes, AccountId account, NewPasskey passkey, Optional<Bytes> closedNickname) {
        return PasskeyRows.store(writes, account, passkey, closedNickname);
    }

    /** Adds the removal of what {@link #store} stored in this transaction, because its other half was refused. */
    public void withdraw(Writes writes, NewPasskey passkey) {
        PasskeyRows.withdraw(writes, passkey);
    }

    private static void checkName(String name) {
        if (name.getBytes(StandardCharsets.UTF_8).length > BeginRegistration.NAME_BYTES) {
            throw new IllegalArgumentException("a name is at most " + BeginRegistration.NAME_BYTES + " bytes");
        }
    }
}
