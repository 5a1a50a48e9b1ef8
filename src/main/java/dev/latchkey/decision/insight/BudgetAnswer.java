package dev.latchkey.decision.insight;

import dev.latchkey.decision.replay.Share;
import java.time.Instant;
import java.util.List;

/**
 * Which lines keep a budget.
 *
 * @param from the decisions' time
 * @param to the end of it
 * @param modelVersion the model that lines are for
 * @param attempts how many legitimate attempts were looked at
 * @param hostile how many known as hostile
 * @param answered how many rows were answers to a question counted before; left out
 * @param notPossible how many could not be judged again; left out
 * @param askedAnyway how many are stopped by rules, holds and what is always asked, whatever the line
 * @param segments by segment, as far as the policy has lines for it
 * @param solved all segments together, each by its own new line
 * @param today the same by the lines of the policy
 * @param curve all segments together
 */
public record BudgetAnswer(
        Instant from,
        Instant to,
        int modelVersion,
        long attempts,
        long hostile,
        long answered,
        long notPossible,
        Share askedAnyway,
        List<SegmentBudget> segments,
        Standing solved,
        Standing today,
        List<CurvePoint> curve) {
    /** Keeps immutable copies. */
    public BudgetAnswer {
        segments = List.copyOf(segments);
        curve = List.copyOf(curve);
    }

    /** Whether every line comes from the relying party's own decisions. */
    public boolean isEnough() {
        return segments.stream().allMatch(segment -> segment.source() == SegmentBudget.Source.DECISIONS);
    }
}
