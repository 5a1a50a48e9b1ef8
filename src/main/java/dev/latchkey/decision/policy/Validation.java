package dev.latchkey.decision.policy;

import java.util.List;

/** What reading a document came to. */
public sealed interface Validation {
    /** It can be worked with. */
    record Valid(PolicyDocument document) implements Validation {}

    /**
     * It cannot.
     *
     * @param faults all of them, in the document's order
     */
    record Invalid(List<Fault> faults) implements Validation {
        /** Keeps an immutable copy. */
        public Invalid {
            faults = List.copyOf(faults);
        }
    }
}
