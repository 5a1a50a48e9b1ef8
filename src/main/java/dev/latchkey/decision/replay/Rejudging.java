package dev.latchkey.decision.replay;

import dev.latchkey.decision.Judgement;
import dev.latchkey.decision.PastDecision;
import dev.latchkey.decision.Situation;
import dev.latchkey.decision.policy.PolicyInForce;
import dev.latchkey.risk.Evidence;
import dev.latchkey.risk.Model;
import dev.latchkey.risk.Risk;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Judges stored decisions again, by the model that scored them. For any number of threads. */
public final class Rejudging {
    private final Map<Integer, Optional<Risk>> models = new ConcurrentHashMap<>();

    /** Judges one under a policy: its own, or one to be tried. */
    public Again under(PolicyInForce policy, PastDecision past) {
        return switch (open(past)) {
            case Opened.Not(Again.NotPossible why) -> why;
            case Opened.Ready ready -> ready.under(policy);
        };
    }

    /** Opens what was kept of one, to be judged under as many policies as wanted. */
    public Opened open(PastDecision past) {
        Optional<Risk> risk = models.computeIfAbsent(
                past.modelVersion(), version -> Model.ofVersion(version).map(Risk::new));
        if (risk.isEmpty()) {
            return new Opened.Not(new Again.NotPossible(past, Again.Why.OTHER_MODEL));
        }
        if (past.situation().isEmpty()) {
            return new Opened.Not(new Again.NotPossible(past, Again.Why.SITUATION_NOT_KEPT));
        }
        return new Opened.Ready(past, past.situation().get(), past.evidence(), risk.get());
    }

    /** What was kept of a decision, opened. */
    public sealed interface Opened {
        /**
         * It can be judged.
         *
         * @param situation what the policy looked at beside the score
         * @param evidence the numbers
         * @param risk scores by the model of then
         */
        record Ready(PastDecision past, Situation situation, Evidence evidence, Risk risk) implements Opened {
            /** Judges it under a policy. */
            public Again.Of under(PolicyInForce policy) {
                Judgement judgement = judgement(policy);
                return new Again.Of(
                        past, judgement.again(), judgement.assessment().logit());
            }

            /** Returns its judgement under a policy, with all that it is made of. */
            public Judgement judgement(PolicyInForce policy) {
                return new Judgement(situation, evidence, policy.by(risk.model()), risk);
            }
        }

        /** It cannot be judged. */
        record Not(Again.NotPossible why) implements Opened {}
    }
}
