package dev.latchkey.decision.policy;

/** What became of a verdict. */
public sealed interface ReviewOutcome {
    /** It stands. */
    record Given(Verdict verdict) implements ReviewOutcome {}

    /** Nobody approves what they wrote themselves. */
    record NotYourOwn() implements ReviewOutcome {}

    /** It cannot be given now. */
    record Refused(Why why) implements ReviewOutcome {}

    /** There is no version of that number. */
    record Unknown() implements ReviewOutcome {}
}
