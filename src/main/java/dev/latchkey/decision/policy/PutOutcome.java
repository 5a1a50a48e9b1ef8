package dev.latchkey.decision.policy;

import java.util.List;

/** What became of a document that was to be stored. */
public sealed interface PutOutcome {
    /** It is stored, and not in force yet. */
    record Stored(int version, String digest) implements PutOutcome {}

    /** It says the same as the newest version, which stands. */
    record Unchanged(int version) implements PutOutcome {}

    /** It cannot be worked with; nothing is stored. */
    record Invalid(List<Fault> faults) implements PutOutcome {
        /** Keeps an immutable copy. */
        public Invalid {
            faults = List.copyOf(faults);
        }
    }
}
