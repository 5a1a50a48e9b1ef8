package dev.latchkey.id;

import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** One decision about one attempt, quoted to the customer and found again by ops. */
public record DecisionId(UUID value) {
    /** Returns a fresh identifier, ordered by time. */
    public static DecisionId create(Instant now, RandomGenerator random) {
        return new DecisionId(TimeOrdered.uuid(now, random));
    }

    /** Returns when it was made, to the millisecond. */
    public Instant at() {
        return TimeOrdered.instant(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
