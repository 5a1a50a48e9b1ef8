package dev.latchkey.staff;

import java.time.Instant;
import java.util.UUID;

/**
 * An invitation just made. Its token is shown once: what is kept is a hash.
 *
 * @param id its identifier, which opens nothing
 * @param token 256 random bits
 * @param expiresAt until when it is good, or waits for a second admin
 */
public record Invitation(UUID id, String token, Instant expiresAt) {
    /**
     * Returns the address at which it is taken up, the token in the fragment, which no server sees.
     *
     * @param issuer the console's own, without a trailing slash
     */
    public String link(String issuer) {
        return issuer + "/console/#invitation=" + token;
    }

    @Override
    public String toString() {
        return "Invitation[" + id + ", redacted]";
    }
}
