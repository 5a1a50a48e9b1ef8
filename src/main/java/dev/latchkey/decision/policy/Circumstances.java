package dev.latchkey.decision.policy;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What hard rules look at. What is not known hits no rule.
 *
 * @param at when
 * @param address the client's address
 * @param country where that is, by its ISO 3166-1 code
 * @param authenticator the model of the authenticator (AAGUID)
 * @param reportedNotMe when the account's owner last said "this was not me"
 */
public record Circumstances(
        Instant at,
        Optional<InetAddress> address,
        Optional<String> country,
        Optional<UUID> authenticator,
        Optional<Instant> reportedNotMe) {
    @Override
    public String toString() {
        return "Circumstances[redacted]";
    }
}
