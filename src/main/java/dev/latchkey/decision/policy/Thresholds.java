package dev.latchkey.decision.policy;

import dev.latchkey.risk.Activity;
import dev.latchkey.risk.Segment;

/**
 * Turns a budget into the probability above which as many legitimate attempts lie. Asked only for budgets between 0 and
 * 1: nothing and everything need no model.
 */
@FunctionalInterface
public interface Thresholds {
    /** Returns the probability that {@code share} of legitimate attempts exceed, or {@code Policy.BY_COST}. */
    double above(Activity activity, Segment segment, double share);
}
