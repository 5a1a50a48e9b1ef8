package dev.latchkey.stepup;

import dev.latchkey.decision.Decision;
import dev.latchkey.decision.Reason;
import dev.latchkey.id.DecisionId;
import dev.latchkey.postgres.Writes;
import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.List;

/** Decides by what the policy demands and by nothing else; stands until a score is asked too. */
@Singleton
@DefaultBean
final class PolicyAlone implements Assessor {
    private final SecureRandom random;

    PolicyAlone(SecureRandom random) {
        this.random = random;
    }

    @Override
    public Decision decide(Writes writes, ProtectedAction action) {
        DecisionId id = DecisionId.create(action.at(), random);
        return switch (action.atLeast()) {
            case ALLOW -> new Decision.Allow(id, List.of(Reason.USUAL_SIGN_IN));
            case STEP_UP -> new Decision.StepUp(id, List.of(Reason.ACTION_NEEDS_A_CHECK), List.of());
            case HOLD -> new Decision.Deny(id, List.of(Reason.ACTION_HELD));
        };
    }
}
