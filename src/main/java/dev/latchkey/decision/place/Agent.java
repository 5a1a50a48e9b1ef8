package dev.latchkey.decision.place;

import java.util.Optional;

/**
 * A client as its user agent and its client hints describe it: families only, nothing that could tell two of a kind
 * apart. What the hints say wins.
 *
 * @param browser family and major version of the browser or application
 * @param os family and major version of the operating system
 * @param type what kind of device it is
 * @param typeTold whether the client told that
 * @param hintContradiction whether hints and user agent tell different stories, as no browser does
 */
public record Agent(Family browser, Family os, DeviceType type, Family.Told typeTold, boolean hintContradiction) {
    /** What a client runs on. */
    public enum DeviceType {
        /** A telephone. */
        MOBILE,
        /** A tablet. */
        TABLET,
        /** A computer. */
        DESKTOP,
        /** An application that is no browser, on whatever device. */
        APP,
        /** Anything else, or not to be told. */
        OTHER
    }

    /** Nobody asked the client. */
    public static final Agent UNKNOWN =
            new Agent(Family.UNKNOWN, Family.UNKNOWN, DeviceType.OTHER, Family.Told.UNKNOWN, false);

    /** The client sent no user agent. */
    public static final Agent WITHHELD =
            new Agent(Family.WITHHELD, Family.WITHHELD, DeviceType.OTHER, Family.Told.WITHHELD, false);

    /**
     * What a request's headers say.
     *
     * @param userAgent {@code User-Agent}
     * @param brands {@code Sec-CH-UA}
     * @param platform {@code Sec-CH-UA-Platform}
     * @param mobile {@code Sec-CH-UA-Mobile}
     */
    public record Headers(
            Optional<String> userAgent, Optional<String> brands, Optional<String> platform, Optional<String> mobile) {
        @Override
        public String toString() {
            return "Headers[redacted]";
        }
    }

    /** Reads what a client sent with its own request: what its like always send and it did not, it withheld. */
    public static Agent of(Headers headers) {
        return AgentReader.read(headers, true);
    }

    /** Reads a user agent that somebody else passed on; what is missing is unknown. */
    public static Agent passedOn(Optional<String> userAgent) {
        Headers headers = new Headers(userAgent, Optional.empty(), Optional.empty(), Optional.empty());
        return userAgent.isEmpty() ? UNKNOWN : AgentReader.read(headers, false);
    }

    @Override
    public String toString() {
        return "Agent[redacted]";
    }
}
