package dev.latchkey.riskbench;

/**
 * A share with Wilson's score interval at 95 % (Wilson, 1927).
 *
 * @param hits  how often
 * @param total out of how many
 */
record Wilson(long hits, long total) {
    private static final double Z = 1.959963984540054;

    double share() {
        return total == 0 ? Double.NaN : (double) hits / total;
    }

    double low() {
        return total == 0 ? Double.NaN : Math.max(0, centre() - spread());
    }

    double high() {
        return total == 0 ? Double.NaN : Math.min(1, centre() + spread());
    }

    private double centre() {
        return (hits + Z * Z / 2) / (total + Z * Z);
    }

    private double spread() {
        return Z * StrictMath.sqrt(share() * (1 - share()) * total + Z * Z / 4) / (total + Z * Z);
    }
}
