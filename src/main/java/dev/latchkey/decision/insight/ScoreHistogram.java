package dev.latchkey.decision.insight;

/** How many decisions scored what, in cells of a tenth of a logit as PostgreSQL's {@code width_bucket} numbers them. */
final class ScoreHistogram {
    static final double LOWEST = -16;
    static final double HIGHEST = 8;
    static final int BUCKETS = 240;

    /** One below and one above those. */
    static final int CELLS = BUCKETS + 2;

    private final long[] cells = new long[CELLS];
    private long total;

    void add(int cell, long many) {
        cells[cell] += many;
        total += many;
    }

    long in(int cell) {
        return cells[cell];
    }

    long total() {
        return total;
    }

    /** Returns the logit at which a cell begins. */
    static double lower(int cell) {
        return LOWEST + (cell - 1) * (HIGHEST - LOWEST) / BUCKETS;
    }
}
