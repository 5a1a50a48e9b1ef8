package dev.latchkey.passkey;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.passkey.CreationOptions.Descriptor;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * {@code PublicKeyCredentialRequestOptionsJSON} (WebAuthn L3 §5.1.9); Jackson writes it as it stands. Binary members are
 * base64url.
 *
 * @param challenge the sealed ceremony
 * @param timeout milliseconds the ceremony lasts
 * @param rpId RP ID
 * @param allowCredentials passkeys that may answer; empty for a stranger
 * @param userVerification {@code required} or {@code preferred}
 * @param hints WebAuthn L3 §5.8.7; left out when empty
 */
@RegisterForReflection
public record RequestOptions(
        String challenge,
        long timeout,
        String rpId,
        List<Descriptor> allowCredentials,
        String userVerification,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> hints) {
    /** Keeps immutable copies of the lists. */
    public RequestOptions {
        allowCredentials = List.copyOf(allowCredentials);
        hints = List.copyOf(hints);
    }

    @Override
    public String toString() {
        return "RequestOptions[redacted]";
    }
}
