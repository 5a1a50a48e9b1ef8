package dev.latchkey.walk;

import java.time.Instant;
import java.util.UUID;

/** What became of a wish to walk. */
sealed interface StartOutcome {
    /** A walk began; whoever has the link walks it. */
    record Started(UUID id, String link, Instant expiresAt) implements StartOutcome {
        @Override
        public String toString() {
            return "Started[" + id + ", redacted]";
        }
    }

    /** There is no such version, or none that can be read. */
    record UnknownVersion() implements StartOutcome {}

    /** There is nowhere to walk. */
    record NoSandbox() implements StartOutcome {}
}
