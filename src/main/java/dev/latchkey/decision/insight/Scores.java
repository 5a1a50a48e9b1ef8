package dev.latchkey.decision.insight;

import dev.latchkey.decision.replay.Share;

/**
 * What many attempts scored, in cells of a thousandth of a logit: as many as there are, in memory that does not grow with
 * them. An attempt that is asked or refused whatever its score, and one that is never asked on it, are counted apart.
 */
final class Scores {
    /** How wide a cell is. */
    static final double STEP = 0.001;

    private static final double LOWEST = -20;
    private static final int CELLS = 32_000;

    private final long[] cells = new long[CELLS];
    private long total;
    private long anyway;
    private long never;

    /** Counts an attempt by the logit that thresholds are compared with. */
    void add(double logit) {
        cells[cell(logit)]++;
        total++;
    }

    /** Counts one that rules, holds or the policy's least stop whatever it scores. */
    void addAnyway() {
        anyway++;
        total++;
    }

    /** Counts one that is never asked on its score, from a network that is trusted. */
    void addNever() {
        never++;
        total++;
    }

    void add(Scores other) {
        for (int i = 0; i < CELLS; i++) {
            cells[i] += other.cells[i];
        }
        total += other.total;
        anyway += other.anyway;
        never += other.never;
    }

    long total() {
        return total;
    }

    /** How many are stopped whatever they score. */
    Share anyway() {
        return new Share(anyway, total);
    }

    /**
     * Returns the lowest edge of a cell, as a logit, at and above which no more than {@code share} of all are asked on their
     * score; those that are asked anyway are not counted to it.
     */
    double edge(double share) {
        long may = (long) StrictMath.floor(share * total);
        long above = 0;
        for (int cell = CELLS - 1; cell >= 0; cell--) {
            above += cells[cell];
            if (above > may) {
                return logit(cell + 1);
            }
        }
        return logit(0);
    }

    /** Returns how many are asked on their score from an edge up. */
    Share asked(double edge) {
        return new Share(above(edge), total);
    }

    /** Returns how many do not pass freely: asked from an edge up, or stopped anyway. */
    Share stopped(double edge) {
        return new Share(above(edge) + anyway, total);
    }

    private long above(double edge) {
        long above = 0;
        for (int cell = first(edge); cell < CELLS; cell++) {
            above += cells[cell];
        }
        return above;
    }

    private static int first(double edge) {
        if (edge == Double.POSITIVE_INFINITY) {
            return CELLS;
        }
        return edge == Double.NEGATIVE_INFINITY ? 0 : Math.clamp(Math.round((edge - LOWEST) / STEP), 0, CELLS);
    }

    private static int cell(double logit) {
        return Math.clamp((long) StrictMath.floor((logit - LOWEST) / STEP), 0, CELLS - 1);
    }

    private static double logit(int cell) {
        return LOWEST + cell * STEP;
    }
}
