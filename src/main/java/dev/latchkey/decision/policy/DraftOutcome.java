package dev.latchkey.decision.policy;

import java.util.List;

/** What became of a draft. */
public sealed interface DraftOutcome {
    /** It is saved. */
    record Saved(Draft draft) implements DraftOutcome {}

    /** It is a version now, and no draft any more. */
    record Submitted(int version, String digest) implements DraftOutcome {}

    /** Somebody saved it since; {@code now} is how it stands. */
    record Changed(Draft now) implements DraftOutcome {}

    /** It says the same as the newest version. */
    record Unchanged(int version) implements DraftOutcome {}

    /** It cannot be worked with, so it does not become a version. */
    record Invalid(List<Fault> faults) implements DraftOutcome {
        /** Keeps an immutable copy. */
        public Invalid {
            faults = List.copyOf(faults);
        }
    }

    /** There are as many drafts as there may be. */
    record TooMany() implements DraftOutcome {}

    /** There is no such draft, or no version to make one from. */
    record Unknown() implements DraftOutcome {}
}
