package dev.latchkey.decision.replay;

import dev.latchkey.decision.Judgement;
import dev.latchkey.decision.PastDecision;
import dev.latchkey.decision.policy.PolicyInForce;
import dev.latchkey.risk.Model;
import dev.latchkey.risk.Risk;

/** Judges stored decisions again, by the model that scored them. Holds no state; for any number of threads. */
public final class Rejudging {
    private final Risk risk = new Risk(Model.current());

    /** Judges one under a policy: its own, or one to be tried. */
    public Again under(PolicyInForce policy, PastDecision past) {
        if (past.modelVersion() != risk.model().version()) {
            return new Again.NotPossible(past, Again.Why.OTHER_MODEL);
        }
        if (past.situation().isEmpty()) {
            return new Again.NotPossible(past, Again.Why.SITUATION_NOT_KEPT);
        }
        Judgement judgement = new Judgement(past.situation().get(), past.evidence(), policy, risk);
        return new Again.Of(past, judgement.again(), judgement.assessment().logit());
    }
}
