package dev.latchkey.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Replicas agree on the time by asking the one server that all of them have. */
class AgreedClockTest {
    private static final Instant WRONG = Instant.parse("2026-11-22T10:00:00Z");

    private final AgreedClock clock = new AgreedClock(Clock.fixed(WRONG, ZoneOffset.UTC));

    @Test
    void aClockThatIsBehindIsSetRight() {
        clock.isBehind(Duration.ofSeconds(20));

        assertThat(clock.instant()).isEqualTo(WRONG.plusSeconds(20));
    }

    @Test
    void theLatestMeasurementCountsAndTwoAtOnceCountOnce() {
        clock.isBehind(Duration.ofSeconds(20));
        clock.isBehind(Duration.ofSeconds(-15));
        clock.isBehind(Duration.ofSeconds(-15));

        assertThat(clock.instant()).isEqualTo(WRONG.minusSeconds(15));
    }

    @Test
    void whatIsWrongByMoreIsNotMadeUpFor() {
        clock.isBehind(Duration.ofSeconds(31));

        assertThat(clock.instant()).isEqualTo(WRONG);
    }

    @Test
    void theTimeThatAProbeTakesMovesNothing() {
        clock.isBehind(Duration.ofMillis(90));

        assertThat(clock.instant()).isEqualTo(WRONG);
    }
}
