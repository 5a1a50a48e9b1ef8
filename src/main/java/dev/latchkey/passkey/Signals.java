package dev.latchkey.passkey;

import dev.latchkey.account.Account;
import dev.latchkey.id.CredentialId;
import dev.latchkey.relyingparty.RelyingParty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What a client tells the passkey manager, so that it neither offers passkeys that were removed nor shows old names
 * (WebAuthn L3 §5.1.10: {@code signalAllAcceptedCredentials}, {@code signalCurrentUserDetails}).
 *
 * @param rpId RP ID
 * @param userId user handle, base64url
 * @param allAcceptedCredentialIds every passkey of the account, base64url
 * @param name user name
 * @param displayName display name
 */
@RegisterForReflection
public record Signals(
        String rpId, String userId, List<String> allAcceptedCredentialIds, String name, String displayName) {
    /** The signals of an account that holds these passkeys. */
    public static Signals of(RelyingParty relyingParty, Account account, List<CredentialId> accepted) {
        return new Signals(
                relyingParty.rpId(),
                account.userHandle().value().toBase64Url(),
                accepted.stream().map(CredentialId::toString).toList(),
                account.label().username(),
                account.label().displayName());
    }

    @Override
    public String toString() {
        return "Signals[redacted]";
    }
}
