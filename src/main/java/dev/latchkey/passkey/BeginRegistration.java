package dev.latchkey.passkey;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import dev.latchkey.id.SessionId;
import dev.latchkey.id.UserHandle;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import java.util.List;
import java.util.Optional;

/**
 * What a registration is begun with.
 *
 * @param relyingParty where
 * @param purpose {@link Purpose#SIGN_UP}, {@link Purpose#ADD_PASSKEY} or {@link Purpose#RECOVERY}
 * @param account the account the passkey will belong to, existing or about to be made
 * @param userHandle that account's user handle
 * @param username label for the passkey manager, at most {@value #NAME_BYTES} bytes of UTF-8
 * @param displayName name for the passkey manager, at most {@value #NAME_BYTES} bytes of UTF-8
 * @param exclude the account's passkeys; empty unless somebody is signed in
 * @param hints WebAuthn L3 §5.8.7 hints to pass on, in the client's order
 * @param mode how the client will carry its session
 * @param session the session it is begun in
 * @param proof hash of the recovery code that allows it
 * @param preLogin the browser's pre-login id; given in cookie mode, and binds the ceremony to that browser
 */
public record BeginRegistration(
        RelyingParty relyingParty,
        Purpose purpose,
        AccountId account,
        UserHandle userHandle,
        String username,
        String displayName,
        List<CredentialId> exclude,
        List<String> hints,
        SessionMode mode,
        Optional<SessionId> session,
        Optional<Bytes> proof,
        Optional<Bytes> preLogin) {
    /** The longest user name and display name, in bytes of UTF-8. */
    public static final int NAME_BYTES = 128;

    /** Keeps immutable copies of the lists. */
    public BeginRegistration {
        exclude = List.copyOf(exclude);
        hints = List.copyOf(hints);
    }

    @Override
    public String toString() {
        return "BeginRegistration[" + purpose + " at " + relyingParty.id() + ", the rest redacted]";
    }
}
