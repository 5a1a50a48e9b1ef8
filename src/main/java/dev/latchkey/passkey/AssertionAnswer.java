package dev.latchkey.passkey;

import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import java.util.Optional;

/**
 * An {@code AuthenticationResponseJSON} (WebAuthn L3 §5.1) of the right form; nothing in it is verified.
 *
 * @param id credential id
 * @param clientData what the browser says it did
 * @param authenticatorData what the authenticator signed, as received
 * @param signature over the authenticator data and the hash of the client data
 * @param userHandle what the authenticator keeps for the account; empty text and null count as absent
 * @param attachment {@code platform} or {@code cross-platform}
 */
record AssertionAnswer(
        CredentialId id,
        ClientData clientData,
        Bytes authenticatorData,
        Bytes signature,
        Optional<Bytes> userHandle,
        Optional<String> attachment) {
    @Override
    public String toString() {
        return "AssertionAnswer[redacted]";
    }
}
