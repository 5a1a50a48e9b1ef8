package dev.latchkey.edge;

import dev.latchkey.postgres.AgreedClock;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The one clock of the running service. */
@Singleton
final class Time {
    @Produces
    @Singleton
    Clock clock() {
        return new AgreedClock(Clock.systemUTC());
    }
}
