package dev.latchkey.decision.place;

import dev.latchkey.id.Bytes;

/** What a request proves by the device's own key. */
public sealed interface DeviceProof {
    /**
     * The device holds the private half of a key that cannot leave it.
     *
     * @param thumbprint SHA-256 of the public key (RFC 7638), the same as long as the browser keeps the key
     */
    record Proven(Bytes thumbprint) implements DeviceProof {
        @Override
        public String toString() {
            return "Proven[redacted]";
        }
    }

    /** No proof was sent. */
    record Absent() implements DeviceProof {}

    /**
     * A proof was sent and does not hold.
     *
     * @param reason why, in standard words, for logs and metrics; repeats nothing that was sent
     */
    record Refused(String reason) implements DeviceProof {}
}
