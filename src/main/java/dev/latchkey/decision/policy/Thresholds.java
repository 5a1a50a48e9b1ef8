package dev.latchkey.decision.policy;

import dev.latchkey.risk.Activity;
import dev.latchkey.risk.Segment;

/** Turns a budget into the probability above which as many legitimate attempts lie. */
@FunctionalInterface
public interface Thresholds {
    /** Returns the probability, between 0 and 1, that {@code share} of legitimate attempts exceed. */
    double above(Activity activity, Segment segment, double share);
}
