package dev.latchkey.riskbench;

import java.util.stream.IntStream;

/** The step-up budgets that are looked at: those of the table, and a fine ladder for curves. */
final class Budgets {
    static final double[] TABLE = {0.001, 0.005, 0.01, 0.02};

    /** From 0.05 % to everybody, in even steps of the logarithm. */
    static final double[] LADDER = IntStream.rangeClosed(0, 120)
            .mapToDouble(i -> 0.0005 * StrictMath.pow(2_000, i / 120.0))
            .toArray();

    private Budgets() {}
}
