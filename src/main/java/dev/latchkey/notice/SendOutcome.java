package dev.latchkey.notice;

import java.time.Duration;

/** What became of a wish for a code. */
public sealed interface SendOutcome {
    /**
     * A code is on its way, the one of just now or one of less than half a minute ago.
     *
     * @param sentTo where, as {@link EmailAddress#masked()}
     * @param expiresIn how long the code is good
     * @param resendAfter when another can be had
     */
    record Sent(String sentTo, Duration expiresIn, Duration resendAfter) implements SendOutcome {}

    /**
     * Too many wrong codes were typed, or too many asked for.
     *
     * @param retryAfter until a new one can be had
     */
    record Suspended(Duration retryAfter) implements SendOutcome {}

    /** The account has no confirmed address, or this deployment sends no mail. */
    record NoAddress() implements SendOutcome {}
}
