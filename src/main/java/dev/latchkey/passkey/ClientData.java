package dev.latchkey.passkey;

import dev.latchkey.id.Bytes;
import java.util.Map;
import java.util.Optional;

/**
 * What the browser says it did: {@code CollectedClientData} (WebAuthn L3 §5.8.1), with the bytes that were hashed. Never
 * compared with a template, because browsers add members. {@code tokenBinding} is ignored (reserved since level 3).
 *
 * @param bytes as received
 * @param type {@code webauthn.create} or {@code webauthn.get}
 * @param challenge what was to be signed
 * @param origin where the ceremony ran, as the raw text
 * @param crossOrigin whether it ran in a frame of a foreign origin
 * @param topOrigin that foreign origin
 */
record ClientData(
        Bytes bytes, String type, Bytes challenge, String origin, boolean crossOrigin, Optional<String> topOrigin) {
    private static final int LONGEST_CHALLENGE = 4096;

    /** Reads {@code clientDataJSON} strictly; empty when it has not the form of the specification. */
    static Optional<ClientData> read(Bytes bytes) {
        return StrictJson.object(bytes.toArray()).flatMap(object -> read(bytes, object));
    }

    private static Optional<ClientData> read(Bytes bytes, Map<String, Object> object) {
        Members members = new Members(object);
        Optional<String> type = members.required("type", members.text("type"));
        Optional<Bytes> challenge = members.required("challenge", members.binary("challenge", LONGEST_CHALLENGE));
        Optional<String> origin = members.required("origin", members.text("origin"));
        Optional<Boolean> crossOrigin = members.flag("crossOrigin");
        Optional<String> topOrigin = members.text("topOrigin");
        return members.areGood()
                ? Optional.of(new ClientData(
                        bytes, type.get(), challenge.get(), origin.get(), crossOrigin.orElse(false), topOrigin))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "ClientData[redacted]";
    }
}
