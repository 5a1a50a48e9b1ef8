package dev.latchkey.decision.policy;

import java.util.Optional;

/** What became of a step that somebody wanted to make. */
public sealed interface RolloutOutcome {
    /** It is made, and seen on every replica within ten seconds. */
    record Stepped(Step step) implements RolloutOutcome {}

    /**
     * It cannot be made now.
     *
     * @param next the stage that comes next, where another one was wanted
     */
    record Refused(Why why, Optional<Stage> next) implements RolloutOutcome {
        Refused(Why why) {
            this(why, Optional.empty());
        }
    }

    /** There is no version of that number. */
    record Unknown() implements RolloutOutcome {}
}
