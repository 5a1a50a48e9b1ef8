package dev.latchkey.stepup;

import dev.latchkey.decision.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an app's back end is answered. */
sealed interface AssessOutcome {
    /** Returns the decision behind it; empty where there was nothing to decide about. */
    default Optional<Decision> decision() {
        return Optional.empty();
    }

    /** Go ahead. */
    record Allowed(Decision decided) implements AssessOutcome {
        @Override
        public Optional<Decision> decision() {
            return Optional.of(decided);
        }
    }

    /** Let the customer approve it first. */
    record StepUp(String ticket, List<Decision.StepUpMethod> methods, Decision decided) implements AssessOutcome {
        /** Keeps an immutable copy. */
        public StepUp {
            methods = List.copyOf(methods);
        }

        @Override
        public Optional<Decision> decision() {
            return Optional.of(decided);
        }

        @Override
        public String toString() {
            return "StepUp[redacted]";
        }
    }

    /**
     * Not now.
     *
     * @param holdUntil when to ask again; empty when asking again will not help
     * @param next what can be done, as stable codes
     */
    record Denied(Decision decided, Optional<Instant> holdUntil, List<String> next) implements AssessOutcome {
        /** Keeps an immutable copy. */
        public Denied {
            next = List.copyOf(next);
        }

        @Override
        public Optional<Decision> decision() {
            return Optional.of(decided);
        }
    }

    /** There is no such account, or it is locked. */
    record SubjectUnknown() implements AssessOutcome {}

    /** The session named is not open, or another account's. */
    record SessionUnknown() implements AssessOutcome {}
}
