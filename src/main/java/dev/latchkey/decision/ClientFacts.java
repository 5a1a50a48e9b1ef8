package dev.latchkey.decision;

import java.util.Optional;

/**
 * What the client said of itself in this request. Lives in memory only; what is kept is coarse and closed under the
 * account's key.
 *
 * @param address the client's network address, from the connection or from a configured proxy
 * @param userAgent the {@code User-Agent} header
 * @param platform the {@code Sec-CH-UA-Platform} client hint
 */
public record ClientFacts(Optional<String> address, Optional<String> userAgent, Optional<String> platform) {
    /** Nothing is known. */
    public static ClientFacts unknown() {
        return new ClientFacts(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns the device as its owner would name it. */
    public Device device() {
        return Device.read(userAgent.orElse(""), platform.orElse(""));
    }

    @Override
    public String toString() {
        return "ClientFacts[redacted]";
    }
}
