package dev.latchkey.decision.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How sure an operator may be of what a replay shows. */
class IntervalsTest {
    @ParameterizedTest
    @CsvSource({
        // hits, total, low, high: Wilson, 1927, by hand
        "10, 100, 0.05523, 0.17437",
        "0, 20, 0, 0.16113",
        "20, 20, 0.83887, 1",
        "0, 0, 0, 1",
    })
    void aShareHasWilsonsInterval(long hits, long total, double low, double high) {
        Share share = new Share(hits, total);

        assertThat(share.low()).isCloseTo(low, within(1e-5));
        assertThat(share.high()).isCloseTo(high, within(1e-5));
    }

    @Test
    void aChangeReadBackwardsIsItsMirror() {
        Change change = new Change(30, 12, 5, 953);
        Change backwards = new Change(30, 5, 12, 953);

        assertThat(backwards.value()).isEqualTo(-change.value());
        assertThat(backwards.low()).isCloseTo(-change.high(), within(1e-12));
        assertThat(backwards.high()).isCloseTo(-change.low(), within(1e-12));
    }

    @Test
    void whatHardlyChangesIsKnownBetterThanTwoSharesApart() {
        Change paired = new Change(100, 2, 1, 897);
        double apart = Math.hypot(
                paired.after().high() - paired.after().low(),
                paired.before().high() - paired.before().low());

        assertThat(paired.high() - paired.low()).isLessThan(apart / 2);
        assertThat(paired.low()).isNegative();
        assertThat(paired.high()).isPositive();
    }

    @Test
    void nothingIsKnownOfNothing() {
        Change nothing = new Change(0, 0, 0, 0);

        assertThat(nothing.value()).isZero();
        assertThat(nothing.low()).isEqualTo(-1);
        assertThat(nothing.high()).isEqualTo(1);
    }

    @Test
    void nineteenOfTwentyIntervalsHoldTheTruth() {
        Random random = new Random(1);
        int held = 0;
        int rounds = 2_000;
        for (int round = 0; round < rounds; round++) {
            long[] cells = new long[4];
            for (int i = 0; i < 800; i++) {
                double at = random.nextDouble();
                cells[at < 0.008 ? 0 : at < 0.020 ? 1 : at < 0.024 ? 2 : 3]++;
            }
            Change change = new Change(cells[0], cells[1], cells[2], cells[3]);
            held += change.low() <= 0.008 && 0.008 <= change.high() ? 1 : 0; // 1.2 % more, 0.4 % fewer
        }

        assertThat(held / (double) rounds).isBetween(0.93, 0.985);
    }
}
