package dev.latchkey.passkey;

import dev.latchkey.id.Bytes;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An attestation object (WebAuthn L3 §6.5.4), taken apart; nothing in it is verified.
 *
 * @param bytes as received
 * @param format attestation statement format identifier
 * @param statement the statement
 * @param authenticatorData authenticator data, as received
 */
record AttestationObject(Bytes bytes, String format, Map<?, ?> statement, Bytes authenticatorData) {
    /** The formats that IANA registers (WebAuthn L3 §8). */
    private static final Set<String> FORMATS =
            Set.of("packed", "tpm", "android-key", "android-safetynet", "fido-u2f", "apple", "none", "compound");

    /** Takes the CBOR map apart; empty when it has not the form of the specification. */
    static Optional<AttestationObject> read(Bytes bytes) {
        return Cbor.map(bytes.toArray())
                .flatMap(map -> map.get("fmt") instanceof String format
                                && map.get("attStmt") instanceof Map<?, ?> statement
                                && map.get("authData") instanceof Bytes authenticatorData
                        ? Optional.of(new AttestationObject(bytes, format, statement, authenticatorData))
                        : Optional.empty());
    }

    boolean hasKnownFormat() {
        return FORMATS.contains(format);
    }

    boolean isNone() {
        return format.equals("none");
    }

    /** Self attestation: made with the credential's own key (WebAuthn L3 §8.2). */
    boolean isPackedSelf() {
        return format.equals("packed") && !statement.containsKey("x5c");
    }
}
