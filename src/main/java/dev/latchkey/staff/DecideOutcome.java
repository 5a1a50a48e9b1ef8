package dev.latchkey.staff;

/** What became of the answer to a proposal. */
public sealed interface DecideOutcome {
    /** The roles are granted, or the invitation is good from now on. */
    record Approved() implements DecideOutcome {}

    /** Nothing is granted. */
    record Refused() implements DecideOutcome {}

    /** There is no such proposal at this relying party. */
    record NotFound() implements DecideOutcome {}

    /** It was decided before, or has waited too long. */
    record Closed() implements DecideOutcome {}

    /** Who proposed it or would gain by it cannot approve it. */
    record OwnDoing() implements DecideOutcome {}

    /** Who proposed it, or who approves it, is no admin any more. */
    record TwoAdminsNeeded() implements DecideOutcome {}
}
