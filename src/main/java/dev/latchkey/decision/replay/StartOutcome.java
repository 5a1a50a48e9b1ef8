package dev.latchkey.decision.replay;

/** Whether a replay was begun. */
public sealed interface StartOutcome {
    /** It runs. */
    record Started(ReplayJob job) implements StartOutcome {}

    /** As many run on this replica as may. */
    record Busy() implements StartOutcome {}
}
