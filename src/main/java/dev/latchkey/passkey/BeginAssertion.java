package dev.latchkey.passkey;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import dev.latchkey.id.SessionId;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import java.util.List;
import java.util.Optional;

/**
 * What an authentication is begun with.
 *
 * @param relyingParty where
 * @param purpose {@link Purpose#SIGN_IN} or {@link Purpose#STEP_UP}
 * @param account the account that must answer; always named for a step-up, empty for a stranger
 * @param allow the passkeys that may answer; empty unless the account is named, and empty then means any of its own
 * @param requireUserVerification asks for user verification even where the relying party only prefers it
 * @param hints WebAuthn L3 §5.8.7 hints to pass on, in the client's order
 * @param mode how the client will carry its session
 * @param session the session it is begun in
 * @param proof hash of the step-up ticket that allows it
 * @param transaction hash of what it approves
 * @param preLogin the browser's pre-login id; given in cookie mode, and binds the ceremony to that browser
 */
public record BeginAssertion(
        RelyingParty relyingParty,
        Purpose purpose,
        Optional<AccountId> account,
        List<CredentialId> allow,
        boolean requireUserVerification,
        List<String> hints,
        SessionMode mode,
        Optional<SessionId> session,
        Optional<Bytes> proof,
        Optional<Bytes> transaction,
        Optional<Bytes> preLogin) {
    /** Keeps immutable copies of the lists. */
    public BeginAssertion {
        allow = List.copyOf(allow);
        hints = List.copyOf(hints);
    }

    @Override
    public String toString() {
        return "BeginAssertion[" + purpose + " at " + relyingParty.id() + ", the rest redacted]";
    }
}
