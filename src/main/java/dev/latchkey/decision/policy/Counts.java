package dev.latchkey.decision.policy;

/**
 * What came of decisions in one arm.
 *
 * @param decisions how many, those that are known to be about somebody else than the owner left out
 * @param stopped how many were asked, refused, or let in at the lowest level for want of a question; what the policy
 *     always asks or holds is no part of it
 * @param answered of how many that were asked it is known how it ended
 * @param passed how many of those passed the check
 */
public record Counts(long decisions, long stopped, long answered, long passed) {
    /** None. */
    static final Counts NONE = new Counts(0, 0, 0, 0);

    Counts and(Counts more) {
        return new Counts(
                decisions + more.decisions, stopped + more.stopped, answered + more.answered, passed + more.passed);
    }
}
