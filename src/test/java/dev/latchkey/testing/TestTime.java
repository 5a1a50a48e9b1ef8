package dev.latchkey.testing;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Gives the service under test a clock that the test can move. */
@Singleton
final class TestTime {
    private final MovableClock clock = new MovableClock();

    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    Clock clock() {
        return clock;
    }

    @Produces
    @Singleton
    MovableClock movable() {
        return clock;
    }
}
