package dev.latchkey.decision.insight;

/**
 * How many hostile attempts were seen for each that the scores led to expect, with an interval at 95 %: that of a Poisson
 * count by Byar's approximation (Breslow and Day, Statistical Methods in Cancer Research II, 1987, §2.3), over what was
 * expected.
 *
 * @param observed how many are known by now
 * @param expected the sum of the probabilities
 */
public record Ratio(long observed, double expected) {
    private static final double Z = 1.959963984540054;

    /** Returns the ratio; NaN where nothing was expected. */
    public double value() {
        return observed / expected;
    }

    /** Returns the lower end of the interval. */
    public double low() {
        return observed == 0 ? 0 : observed * cube(1 - 1 / (9.0 * observed) - Z / (3 * root(observed))) / expected;
    }

    /** Returns the upper end of the interval. */
    public double high() {
        double more = observed + 1.0;
        return more * cube(1 - 1 / (9 * more) + Z / (3 * root(more))) / expected;
    }

    private static double root(double value) {
        return StrictMath.sqrt(value);
    }

    private static double cube(double value) {
        return value * value * value;
    }
}
