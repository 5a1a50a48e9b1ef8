package dev.latchkey.session;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants as PostgreSQL keeps them, so that a value and its row read back are equal. */
final class StoredTime {
    private StoredTime() {}

    static Instant of(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
