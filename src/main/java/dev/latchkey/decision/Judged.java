package dev.latchkey.decision;

import dev.latchkey.decision.Decision.StepUpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a policy makes of a situation and its score: the same for an attempt that waits and for one long past. */
public sealed interface Judged {
    /** Returns its reasons, the weightiest first; never empty. */
    List<Reason> reasons();

    /** Returns its level, as in the log. */
    String level();

    /**
     * It passes.
     *
     * @param limited whether a question was due and there was nothing to ask
     */
    record Passes(List<Reason> reasons, boolean limited) implements Judged {
        @Override
        public String level() {
            return "allow";
        }
    }

    /**
     * One more check is asked for.
     *
     * @param methods the checks that suit, the quickest first
     */
    record Asks(List<Reason> reasons, List<StepUpMethod> methods) implements Judged {
        @Override
        public String level() {
            return "step_up";
        }
    }

    /**
     * It is refused.
     *
     * @param until when it may be tried again, for what has to wait
     */
    record Refuses(List<Reason> reasons, Optional<Instant> until) implements Judged {
        @Override
        public String level() {
            return "deny";
        }
    }
}
