package dev.latchkey.walk;

/** What became of a wish to go on. */
sealed interface NextOutcome {
    /** The walk is at this step; also when it was there already. */
    record At(Walk walk) implements NextOutcome {}

    /** That was the last step. */
    record Finished(Report report) implements NextOutcome {}

    /** The account that was named is none that this walk can have made. */
    record NotYours() implements NextOutcome {}

    /** A step cannot be done before an account is there. */
    record NobodyYet() implements NextOutcome {}

    /** The walk ended meanwhile. */
    record Ended() implements NextOutcome {}
}
