package dev.latchkey.decision;

import dev.latchkey.id.DecisionId;
import java.util.List;

/** What becomes of an attempt. */
public sealed interface Decision {
    /** Returns its identifier, quoted to the customer and found again by ops. */
    DecisionId id();

    /** Returns its reasons, the weightiest first; never empty. */
    List<Reason> reasons();

    /** Returns its level on the wire. */
    String level();

    /** Let it pass. */
    record Allow(DecisionId id, List<Reason> reasons) implements Decision {
        @Override
        public String level() {
            return "allow";
        }
    }

    /**
     * Ask for one more check.
     *
     * @param methods the checks that suit, the quickest first
     */
    record StepUp(DecisionId id, List<Reason> reasons, List<StepUpMethod> methods) implements Decision {
        @Override
        public String level() {
            return "step_up";
        }
    }

    /** Refuse. */
    record Deny(DecisionId id, List<Reason> reasons) implements Decision {
        @Override
        public String level() {
            return "deny";
        }
    }

    /**
     * A check that can be asked for.
     *
     * @param id its name on the wire
     * @param seconds how long it takes most people
     */
    record StepUpMethod(String id, int seconds) {}
}
