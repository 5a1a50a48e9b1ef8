package dev.latchkey.decision.replay;

import dev.latchkey.decision.Judgement;
import dev.latchkey.decision.PastDecision;
import dev.latchkey.decision.policy.PolicyInForce;
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
        Optional<Risk> risk = models.computeIfAbsent(
                past.modelVersion(), version -> Model.ofVersion(version).map(Risk::new));
        if (risk.isEmpty()) {
            return new Again.NotPossible(past, Again.Why.OTHER_MODEL);
        }
        if (past.situation().isEmpty()) {
            return new Again.NotPossible(past, Again.Why.SITUATION_NOT_KEPT);
        }
        Judgement judgement = new Judgement(
                past.situation().get(), past.evidence(), policy.by(risk.get().model()), risk.get());
        return new Again.Of(past, judgement.again(), judgement.assessment().logit());
    }
}
