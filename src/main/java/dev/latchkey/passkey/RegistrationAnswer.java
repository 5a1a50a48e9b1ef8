package dev.latchkey.passkey;

import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import java.util.List;
import java.util.Optional;

/**
 * A {@code RegistrationResponseJSON} (WebAuthn L3 §5.1) of the right form; nothing in it is verified.
 *
 * @param id credential id
 * @param clientData what the browser says it did
 * @param attestationObject as received
 * @param authenticatorData the browser's copy of what the attestation object holds
 * @param publicKey the browser's copy, as SubjectPublicKeyInfo
 * @param publicKeyAlgorithm the browser's copy
 * @param transports what the browser knows of how the authenticator can be reached
 * @param attachment {@code platform} or {@code cross-platform}
 * @param discoverable {@code clientExtensionResults.credProps.rk}
 * @param nickname what the owner wants to call it
 */
record RegistrationAnswer(
        CredentialId id,
        ClientData clientData,
        Bytes attestationObject,
        Optional<Bytes> authenticatorData,
        Optional<Bytes> publicKey,
        Optional<Long> publicKeyAlgorithm,
        List<String> transports,
        Optional<String> attachment,
        Optional<Boolean> discoverable,
        Optional<String> nickname) {
    @Override
    public String toString() {
        return "RegistrationAnswer[redacted]";
    }
}
