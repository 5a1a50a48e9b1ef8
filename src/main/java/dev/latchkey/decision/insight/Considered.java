package dev.latchkey.decision.insight;

import dev.latchkey.decision.Judged;
import dev.latchkey.decision.Judgement;
import dev.latchkey.decision.PastDecision;
import dev.latchkey.decision.Reason;
import dev.latchkey.decision.policy.Limit;
import dev.latchkey.decision.policy.PolicyInForce;
import dev.latchkey.risk.Assessment;
import dev.latchkey.risk.Evidence;
import dev.latchkey.risk.Policy;
import dev.latchkey.risk.Risk;

/**
 * What one policy makes of one attempt.
 *
 * @param judged what comes of it
 * @param assessment what the model makes of the evidence, under this policy's line
 * @param line the costs and lines that held
 * @param kind how the line is drawn: {@code budget}, {@code threshold} or {@code by_cost}
 * @param compared the probability that was compared with the line
 */
public record Considered(Judged judged, Assessment assessment, Policy line, String kind, double compared) {
    static Considered of(Judgement judgement, PolicyInForce policy, String action, Evidence evidence, Risk risk) {
        String kind = switch (policy.document()
                .action(action)
                .segment(evidence.segment())
                .limit()) {
            case Limit.Budget budget -> "budget";
            case Limit.Threshold threshold -> "threshold";
            case Limit.ByCost cost -> "by_cost";
        };
        return new Considered(
                judgement.again(),
                judgement.assessment(),
                judgement.line(),
                kind,
                Risk.probability(risk.deciding(evidence)));
    }

    /** Whether a stored decision came to the same; of one that a protected action overruled the level alone is compared. */
    public boolean isAsStored(PastDecision past) {
        return judged.level().equals(past.judged())
                && (past.isOverruled()
                        || judged.reasons().stream().map(Reason::code).toList().equals(past.reasons()));
    }
}
