package dev.latchkey.passkey;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.id.CredentialId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * {@code PublicKeyCredentialCreationOptionsJSON} (WebAuthn L3 §5.1.8); Jackson writes it as it stands. Binary members
 * are base64url.
 *
 * @param rp the relying party as authenticators know it
 * @param user the account as authenticators know it
 * @param challenge the sealed ceremony
 * @param pubKeyCredParams algorithms accepted, the most wanted first
 * @param timeout milliseconds the ceremony lasts
 * @param excludeCredentials passkeys that the account has already
 * @param authenticatorSelection what the authenticator must do
 * @param attestation always {@code none}
 * @param hints WebAuthn L3 §5.8.7; left out when empty
 * @param extensions client extensions asked for
 */
@RegisterForReflection
public record CreationOptions(
        Rp rp,
        User user,
        String challenge,
        List<Parameters> pubKeyCredParams,
        long timeout,
        List<Descriptor> excludeCredentials,
        Selection authenticatorSelection,
        String attestation,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> hints,
        Extensions extensions) {

    /**
     * The relying party (WebAuthn L3 §5.4.2).
     *
     * @param id RP ID
     * @param name its name
     */
    @RegisterForReflection
    public record Rp(String id, String name) {}

    /**
     * The account (WebAuthn L3 §5.4.3).
     *
     * @param id user handle
     * @param name user name
     * @param displayName display name
     */
    @RegisterForReflection
    public record User(String id, String name, String displayName) {
        @Override
        public String toString() {
            return "User[redacted]";
        }
    }

    /**
     * One accepted algorithm (WebAuthn L3 §5.3).
     *
     * @param type always {@code public-key}
     * @param alg COSE algorithm identifier
     */
    @RegisterForReflection
    public record Parameters(String type, int alg) {}

    /**
     * One credential (WebAuthn L3 §5.8.3).
     *
     * @param type always {@code public-key}
     * @param id credential id
     */
    @RegisterForReflection
    public record Descriptor(String type, String id) {
        static Descriptor of(CredentialId credential) {
            return new Descriptor("public-key", credential.value().toBase64Url());
        }
    }

    /**
     * What the authenticator must do (WebAuthn L3 §5.4.4).
     *
     * @param residentKey always {@code required}
     * @param requireResidentKey always true, for clients of level 1
     * @param userVerification {@code required} or {@code preferred}
     */
    @RegisterForReflection
    public record Selection(String residentKey, boolean requireResidentKey, String userVerification) {}

    /**
     * Client extensions asked for.
     *
     * @param credProps whether the credential is discoverable (WebAuthn L3 §10.1.3)
     */
    @RegisterForReflection
    public record Extensions(boolean credProps) {}

    /** Keeps immutable copies of the lists. */
    public CreationOptions {
        pubKeyCredParams = List.copyOf(pubKeyCredParams);
        excludeCredentials = List.copyOf(excludeCredentials);
        hints = List.copyOf(hints);
    }

    @Override
    public String toString() {
        return "CreationOptions[redacted]";
    }
}
