package dev.latchkey.riskbench;

/**
 * Every number the generated world stands on, each either {@code cited} (with its source) or an {@code assumption} (our
 * judgement, to be replaced by whoever has data).
 */
public final class Assumptions {
    /** Hostile attempts among all that reach the scorer with a verified first step. Assumption: 1 in 1,000. */
    public static final double BASE_RATE = 0.001;

    private Assumptions() {}
}
