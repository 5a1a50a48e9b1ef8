package dev.latchkey.stepup;

import java.time.Duration;
import java.util.List;

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
     * @param left what the ticket offers that goes on meanwhile
     */
    record Suspended(Duration retryAfter, List<Method> left) implements CheckOutcome {
        /** Keeps an immutable copy of {@code left}. */
        public Suspended {
            left = List.copyOf(left);
        }
    }

    /** This check was not offered, or the account did not own it before the attempt, or does no more. */
    record NotOffered() implements CheckOutcome {}

    /** The ticket is good no more. */
    record Gone() implements CheckOutcome {}
}
