package dev.latchkey.decision.policy;

import java.util.List;

/** What became of a version that was to come into force. */
public sealed interface ActivationOutcome {
    /** It is in force, on every replica within ten seconds; {@code former} was until now, 0 being the release's own. */
    record Activated(int version, int former) implements ActivationOutcome {}

    /** It was in force already. */
    record Already(int version) implements ActivationOutcome {}

    /** There is none of that number. */
    record Unknown() implements ActivationOutcome {}

    /** This release cannot work with it. */
    record Invalid(List<Fault> faults) implements ActivationOutcome {
        /** Keeps an immutable copy. */
        public Invalid {
            faults = List.copyOf(faults);
        }
    }
}
