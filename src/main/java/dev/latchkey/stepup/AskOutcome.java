package dev.latchkey.stepup;

import java.time.Duration;
import java.util.List;

/** What became of the wish to be asked in a certain way. */
public sealed interface AskOutcome {
    /**
     * A code is on its way.
     *
     * @param sentTo the address, so far as its owner needs to recognise it
     * @param expiresIn how long the code is good
     * @param resendAfter when another can be had
     */
    record Mailed(String sentTo, Duration expiresIn, Duration resendAfter) implements AskOutcome {}

    /** The authenticator app shows a code. */
    record FromApp(int digits, Duration period) implements AskOutcome {}

    /** A recovery code may be typed. */
    record FromPaper() implements AskOutcome {}

    /**
     * Other devices are asked.
     *
     * @param number two digits to show, which are to be typed there
     * @param expiresIn how long they are asked
     */
    record OnDevices(int number, Duration expiresIn) implements AskOutcome {}

    /** Passkeys answer through an authentication ceremony. */
    record ByCeremony() implements AskOutcome {}

    /** As {@link CheckOutcome.Suspended}. */
    record Suspended(Duration retryAfter, List<Method> left) implements AskOutcome {
        /** Keeps an immutable copy of {@code left}. */
        public Suspended {
            left = List.copyOf(left);
        }
    }

    /** As {@link CheckOutcome.NotOffered}; or other devices were asked and did not agree. */
    record NotOffered() implements AskOutcome {}

    /** The ticket is good no more. */
    record Gone() implements AskOutcome {}
}
