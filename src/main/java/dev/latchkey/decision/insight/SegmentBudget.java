package dev.latchkey.decision.insight;

import dev.latchkey.risk.Segment;
import java.util.List;

/**
 * What a budget comes to in one segment.
 *
 * @param attempts how many legitimate attempts there were
 * @param hostile how many are known by now to be hostile
 * @param source where the line comes from
 * @param solved the line that spends the budget
 * @param today the line of the policy
 * @param modelled the line that {@code budget} of that share would draw
 * @param curve about fifty points
 */
public record SegmentBudget(
        Segment segment,
        long attempts,
        long hostile,
        Source source,
        Standing solved,
        Standing today,
        Standing modelled,
        List<CurvePoint> curve) {
    /** Keeps an immutable copy. */
    public SegmentBudget {
        curve = List.copyOf(curve);
    }

    /** Where a line comes from. */
    public enum Source {
        /** The decisions of the relying party. */
        DECISIONS,
        /** There were too few of them: what was counted when the model was fitted. */
        MODEL,
        /** Nothing was counted: costs decide. */
        COST
    }
}
