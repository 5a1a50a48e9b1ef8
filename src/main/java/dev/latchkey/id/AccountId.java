package dev.latchkey.id;

import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** An account of one relying party; the {@code sub} of its tokens. */
public record AccountId(UUID value) {
    /** Returns a fresh identifier, ordered by time. */
    public static AccountId create(Instant now, RandomGenerator random) {
        return new AccountId(TimeOrdered.uuid(now, random));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
