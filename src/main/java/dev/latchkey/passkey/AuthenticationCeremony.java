package dev.latchkey.passkey;

import dev.latchkey.id.Bytes;
import dev.latchkey.passkey.AnswerReader.Reading;
import dev.latchkey.passkey.CreationOptions.Descriptor;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.UserVerification;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Verifies assertions (WebAuthn L3 §7.2): options that cost the database nothing, an answer that is verified once, and an
 * update of the credential that waits until the journey has decided.
 */
@Singleton
public final class AuthenticationCeremony {
    private final Challenges challenges;
    private final Spending spending;
    private final AssertionVerifier verifier;

    AuthenticationCeremony(Challenges challenges, Spending spending, AssertionVerifier verifier) {
        this.challenges = challenges;
        this.spending = spending;
        this.verifier = verifier;
    }

    /**
     * Begins an authentication (§7.2 step 1) without touching the database.
     *
     * @throws IllegalArgumentException when the purpose is not one of authentication, a step-up names no account, or
     *     somebody who is not named gets a list of credentials
     */
    public RequestOptions begin(BeginAssertion begin) {
        if (begin.purpose().kind() != Purpose.Kind.AUTHENTICATION) {
            throw new IllegalArgumentException(begin.purpose() + " authenticates nobody");
        }
        if (begin.account().isEmpty()
                && (begin.purpose() == Purpose.STEP_UP || !begin.allow().isEmpty())) {
            throw new IllegalArgumentException("only a named account steps up or has credentials listed");
        }
        RelyingParty relyingParty = begin.relyingParty();
        Ceremony ceremony = new Ceremony(
                challenges.freshId(),
                begin.purpose(),
                relyingParty.id(),
                begin.account(),
                Optional.empty(),
                "",
                "",
                begin.requireUserVerification() || relyingParty.userVerification() == UserVerification.REQUIRED,
                begin.mode(),
                begin.session(),
                begin.proof(),
                begin.transaction(),
                begin.preLogin().map(Challenges::bindingTo),
                begin.allow().stream().map(Ceremony::shortHash).toList(),
                challenges.now());
        return new RequestOptions(
                challenges.seal(ceremony),
                challenges.lifetimeMillis(),
                relyingParty.rpId(),
                begin.allow().stream().map(Descriptor::of).toList(),
                Hints.userVerification(ceremony),
                Hints.known(begin.hints()));
    }

    /**
     * Ends an authentication, in the caller's transaction: reads the answer strictly, opens its challenge, spends it and
     * reads the credential in one round trip, and verifies. No round trip when the body is malformed or the challenge is
     * not good. The credential's row stays locked until the transaction ends.
     *
     * @param here the relying party whose host was called
     * @param body {@code AuthenticationResponseJSON} as received
     * @param preLogin the browser's pre-login id, if it sent one
     * @param alongside what else is read in that round trip
     */
    public AssertionOutcome finish(RelyingParty here, byte[] body, Optional<Bytes> preLogin, Alongside alongside) {
        return switch (AnswerReader.assertion(body)) {
            case Reading.Bad<AssertionAnswer>(List<FieldError> fields) -> new AssertionOutcome.Malformed(fields);
            case Reading.Good<AssertionAnswer>(AssertionAnswer answer) -> finish(here, answer, preLogin, alongside);
        };
    }

    private AssertionOutcome finish(
            RelyingParty here, AssertionAnswer answer, Optional<Bytes> preLogin, Alongside alongside) {
        Optional<Ceremony> genuine =
                challenges.open(answer.clientData().challenge(), here, Purpose.Kind.AUTHENTICATION, preLogin);
        if (genuine.isEmpty()) {
            return new AssertionOutcome.Expired();
        }
        Ceremony ceremony = genuine.get();
        return switch (spending.spend(ceremony, challenges.expiryOf(ceremony), answer.id(), alongside)) {
            case Spending.Outcome.SpentBefore() -> new AssertionOutcome.Expired();
            case Spending.Outcome.Spent(Optional<CredentialRow> row) ->
                row.isPresent()
                        ? verify(ceremony, here, answer, row.get())
                        : new AssertionOutcome.UnknownCredential(ceremony, answer.id());
        };
    }

    private AssertionOutcome verify(Ceremony ceremony, RelyingParty here, AssertionAnswer answer, CredentialRow row) {
        return switch (verifier.verify(ceremony, here, answer, row, challenges.now())) {
            case AssertionVerifier.Verdict.Failed(String reason) ->
                new AssertionOutcome.Refused(reason, ceremony, Optional.of(row.account()));
            case AssertionVerifier.Verdict.Passed(VerifiedAssertion assertion) ->
                new AssertionOutcome.Verified(
                        assertion, ceremony, answer.clientData().challenge());
        };
    }

    /**
     * Adds what a sign-in changes of the credential to {@code writes}: counter, BS and last use (§7.2 step 24, deferred
     * until the journey has decided). {@code uvInitialized} stays as it was: changing it would need one more factor.
     */
    public void confirm(Writes writes, VerifiedAssertion verified) {
        PasskeyRows.confirm(writes, verified);
    }
}
