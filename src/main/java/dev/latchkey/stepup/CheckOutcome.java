package dev.latchkey.stepup;

import java.time.Duration;

/** What became of an answer to one more check. */
public sealed interface CheckOutcome {
    /** It was right; the ticket is still to be spent. */
    record Passed() implements CheckOutcome {}

    /**
     * It was wrong.
     *
     * @param triesLeft how many more wrong codes the ticket bears
     */
    record Wrong(int triesLeft) implements CheckOutcome {}

    /** Nobody has said yes on another device, so far or at all. */
    record NotApproved() implements CheckOutcome {}

    /**
     * Codes are not looked at.
     *
     * @param retryAfter until they are again, or a new ticket is due
     */
    record Suspended(Duration retryAfter) implements CheckOutcome {}

    /** This check was not offered, or the account did not own it before the attempt, or does no more. */
    record NotOffered() implements CheckOutcome {}

    /** The ticket is good no more. */
    record Gone() implements CheckOutcome {}
}
