package dev.latchkey.stepup;

/** What became of the answer to what another device asked. */
public sealed interface AnswerOutcome {
    /** It stands. */
    record Taken() implements AnswerOutcome {}

    /**
     * The number was not the one that is shown.
     *
     * @param triesLeft how many more may be typed
     */
    record WrongNumber(int triesLeft) implements AnswerOutcome {}

    /** This session is not asked that: answered already, too late, or not meant for it. */
    record NotAsked() implements AnswerOutcome {}

    /** The session is too weak to say yes. */
    record TooWeak() implements AnswerOutcome {}
}
