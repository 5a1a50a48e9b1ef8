package dev.latchkey.id;

import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** One entry of the journal. */
public record EntryId(UUID value) {
    /** Returns a fresh identifier, ordered by time. */
    public static EntryId create(Instant now, RandomGenerator random) {
        return new EntryId(TimeOrdered.uuid(now, random));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
