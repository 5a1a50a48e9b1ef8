package dev.latchkey.decision.place;

import dev.latchkey.decision.place.Agent.Headers;

/** Reads families out of user agents. */
final class AgentReader {
    private AgentReader() {}

    static Agent read(Headers headers, boolean first) {
        return headers.userAgent().isEmpty() && first ? Agent.WITHHELD : Agent.UNKNOWN;
    }
}
