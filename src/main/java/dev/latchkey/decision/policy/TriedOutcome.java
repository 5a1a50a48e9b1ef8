package dev.latchkey.decision.policy;

import java.util.List;

/** Whether a policy that somebody wants to try can be tried. */
public sealed interface TriedOutcome {
    /**
     * It can.
     *
     * @param policy ready to decide by
     * @param text as it was written
     */
    record Ready(PolicyInForce policy, String text) implements TriedOutcome {}

    /** There is none of that number, or no such draft. */
    record Unknown() implements TriedOutcome {}

    /**
     * It is wrong.
     *
     * @param faults all of them, in the document's order
     */
    record Invalid(List<Fault> faults) implements TriedOutcome {
        /** Keeps an immutable copy. */
        public Invalid {
            faults = List.copyOf(faults);
        }
    }
}
