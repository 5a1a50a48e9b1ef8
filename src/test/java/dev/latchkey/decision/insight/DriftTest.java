package dev.latchkey.decision.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether scores moved, and how sure one may be of what was seen against what was expected. */
class DriftTest {
    private static ScoreHistogram histogram(long seed, int many, double middle) {
        Random random = new Random(seed);
        ScoreHistogram histogram = new ScoreHistogram();
        for (int i = 0; i < many; i++) {
            double logit = middle + random.nextGaussian();
            int cell = (int) Math.floor((logit - ScoreHistogram.LOWEST) * 10) + 1;
            histogram.add(Math.clamp(cell, 0, ScoreHistogram.CELLS - 1), 1);
        }
        return histogram;
    }

    @Test
    void twoHalvesOfTheSameAreSteady() {
        Drift drift = Drift.of(histogram(1, 20_000, -6), histogram(2, 20_000, -6));

        assertThat(drift.finding()).isEqualTo(Drift.Finding.STEADY);
        assertThat(drift.bins()).hasSize(10);
        assertThat(drift.psi()).isLessThan(4 * drift.byChance());
    }

    @Test
    void aShiftOfHalfASpreadIsAQuarter() {
        // Of two normal distributions that far apart the index is about δ² = 0.25, a little less in ten bins.
        Drift drift = Drift.of(histogram(1, 50_000, -6), histogram(2, 50_000, -5.5));

        assertThat(drift.psi()).isCloseTo(0.24, within(0.03));
        assertThat(drift.finding()).isNotEqualTo(Drift.Finding.STEADY);
    }

    @Test
    void aShiftOfAWholeSpreadHasDrifted() {
        assertThat(Drift.of(histogram(1, 5_000, -6), histogram(2, 5_000, -5)).finding())
                .isEqualTo(Drift.Finding.DRIFTED);
    }

    @Test
    void aFewDecisionsTellNothing() {
        assertThat(Drift.of(histogram(1, 199, -6), histogram(2, 5_000, -3)).finding())
                .isEqualTo(Drift.Finding.TOO_FEW);
        assertThat(Drift.of(new ScoreHistogram(), histogram(2, 5_000, -3)).psi())
                .isZero();
    }

    @Test
    void theSharesOfTheBinsAreAllThereIs() {
        Drift drift = Drift.of(histogram(1, 3_000, -6), histogram(2, 2_000, -4));

        assertThat(drift.bins().stream().mapToDouble(Drift.Bin::before).sum()).isCloseTo(1, within(1e-9));
        assertThat(drift.bins().stream().mapToDouble(Drift.Bin::now).sum()).isCloseTo(1, within(1e-9));
        assertThat(drift.bins().getFirst().from()).isNegative().isInfinite();
        assertThat(drift.bins().getLast().to()).isPositive().isInfinite();
    }

    @ParameterizedTest
    @CsvSource({
        // observed, expected, low, high: exact Poisson limits of the tables, which Byar's come close to
        "10, 10, 0.4795, 1.8390",
        "1, 1, 0.0253, 5.5716",
        "0, 2, 0, 1.8444",
        "100, 50, 1.6272, 2.4325",
    })
    void aRatioHasThePoissonsInterval(long observed, double expected, double low, double high) {
        Ratio ratio = new Ratio(observed, expected);

        assertThat(ratio.low()).isCloseTo(low, within(0.02));
        assertThat(ratio.high()).isCloseTo(high, within(0.06));
    }
}
