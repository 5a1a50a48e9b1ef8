package dev.latchkey.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The real time, moved ahead by as much as a test wants. */
public final class MovableClock extends Clock {
    private volatile Duration ahead = Duration.ZERO;

    /** Moves the time on. */
    public void advance(Duration by) {
        ahead = ahead.plus(by);
    }

    /** Goes back to the real time. */
    public void reset() {
        ahead = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
