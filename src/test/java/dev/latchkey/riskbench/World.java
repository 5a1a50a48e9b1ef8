package dev.latchkey.riskbench;

import java.util.BitSet;
import java.util.List;

/**
 * One labelled history, in the order of time.
 *
 * @param seed     what it was generated from; 0 for a file
 * @param rows     every attempt; the index of a row is its place
 * @param poison   hostile rows that nobody noticed and every scorer learns; empty except in the poisoned variant
 * @param tuneFrom when the period begins in which thresholds are chosen
 * @param testFrom when the period begins in which they are tried
 */
public record World(long seed, List<Login> rows, BitSet poison, long tuneFrom, long testFrom) {
    /** Seeds that weights and calibration may be fitted to. The report never shows them. */
    public static final List<Long> TRAINING_SEEDS = List.of(9_001L, 9_002L, 9_003L, 9_004L);

    /**
     * The first of the report's seeds; 101 and on were shown with model 1. Nothing is ever fitted to them, and whoever changes the model looks at others: 1 and
     * on, by {@code -Drisk.from=1}.
     */
    public static final int TEST_FROM_SEED = 201;

    /** How many seeds the report has. */
    public static final int TEST_SEEDS = 10;

    /** Returns whether a user belongs to the half on which thresholds are chosen; the other half is the test's. */
    public static boolean tunes(long user) {
        return (Dice.of(3, user).next() & 1) == 0;
    }

    /** Returns whether the row may choose a threshold. */
    boolean tuning(Login row) {
        return row.at() >= tuneFrom && row.at() < testFrom && tunes(row.user());
    }

    /** Returns whether the row is part of the test: in files, wherever a takeover was reported, too. */
    boolean testing(Login row) {
        return row.attacker() == Attacker.REPORTED || row.at() >= testFrom && !tunes(row.user());
    }
}
