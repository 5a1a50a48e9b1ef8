package dev.latchkey.postgres;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/**
 * This machine's clock, set right by what PostgreSQL's says: replicas whose clocks differ by seconds still agree on what
 * was ten seconds ago. A difference that is larger than a wrong clock has is not made up for: then somebody has to look.
 */
public final class AgreedClock extends Clock {
    /** The largest difference that is made up for; beyond it a replica is not ready. */
    static final Duration LARGEST_DIFFERENCE = Duration.ofSeconds(30);

    /** What a probe cannot tell from the time that it took. */
    private static final Duration JITTER = Duration.ofMillis(100);

    private final Clock machine;
    private final AtomicReference<Duration> correction = new AtomicReference<>(Duration.ZERO);

    /** The time of {@code machine} until PostgreSQL was asked. */
    public AgreedClock(Clock machine) {
        this.machine = machine;
    }

    @Override
    public Instant instant() {
        return machine.instant().plus(correction.get());
    }

    @Override
    public ZoneId getZone() {
        return machine.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return machine.withZone(zone).equals(machine) ? this : Clock.offset(machine.withZone(zone), correction.get());
    }

    /** Returns the machine's own clock. */
    Clock machine() {
        return machine;
    }

    /**
     * Makes up for a difference.
     *
     * @param behind by how much the machine's clock is behind PostgreSQL's; negative when it is ahead
     */
    void isBehind(Duration behind) {
        boolean isNews = behind.minus(correction.get()).abs().compareTo(JITTER) > 0;
        if (isNews && behind.abs().compareTo(LARGEST_DIFFERENCE) <= 0) {
            correction.set(behind);
        }
    }
}
