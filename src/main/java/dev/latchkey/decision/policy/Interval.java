package dev.latchkey.decision.policy;

/**
 * A share with Wilson's score interval (Wilson, 1927), and the difference of two with Newcombe's (Statistics in Medicine
 * 17, 1998, method 10 for independent shares).
 *
 * @param hits how many
 * @param total of how many; 0 says nothing, and its interval is all of 0 to 1
 * @param z how sure it is, in standard deviations
 */
record Interval(long hits, long total, double z) {
    /** 95 % on both sides together: what is shown. */
    static final double SHOWN = 1.959963984540054;

    double value() {
        return total == 0 ? 0 : (double) hits / total;
    }

    double low() {
        return total == 0 ? 0 : Math.max(0, centre() - spread());
    }

    double high() {
        return total == 0 ? 1 : Math.min(1, centre() + spread());
    }

    /** Returns the lower end of by how much this share is above another one; of equal z. */
    double above(Interval other) {
        double down = value() - low();
        double up = other.high() - other.value();
        return value() - other.value() - StrictMath.sqrt(down * down + up * up);
    }

    private double centre() {
        return (hits + z * z / 2) / (total + z * z);
    }

    private double spread() {
        return z * StrictMath.sqrt(value() * (1 - value()) * total + z * z / 4) / (total + z * z);
    }
}
