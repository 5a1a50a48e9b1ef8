package dev.latchkey.id;

import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** One signed-in session; the {@code sid} of its tokens and the name of its refresh family. */
public record SessionId(UUID value) {
    /** Returns a fresh identifier, ordered by time. */
    public static SessionId create(Instant now, RandomGenerator random) {
        return new SessionId(TimeOrdered.uuid(now, random));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
