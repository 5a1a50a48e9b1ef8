package dev.latchkey.decision.replay;

/**
 * A share of decisions, with Wilson's score interval at 95 % (Wilson, 1927).
 *
 * @param hits how many; not negative, at most {@code total}
 * @param total out of how many; 0 says nothing, and its interval is all of 0 to 1
 */
public record Share(long hits, long total) {
    private static final double Z = 1.959963984540054;

    /** Returns the share, 0 to 1; 0 of nothing is 0. */
    public double value() {
        return total == 0 ? 0 : (double) hits / total;
    }

    /** Returns the lower end of the interval. */
    public double low() {
        return total == 0 ? 0 : Math.max(0, centre() - spread());
    }

    /** Returns the upper end of the interval. */
    public double high() {
        return total == 0 ? 1 : Math.min(1, centre() + spread());
    }

    private double centre() {
        return (hits + Z * Z / 2) / (total + Z * Z);
    }

    private double spread() {
        return Z * StrictMath.sqrt(value() * (1 - value()) * total + Z * Z / 4) / (total + Z * Z);
    }
}
