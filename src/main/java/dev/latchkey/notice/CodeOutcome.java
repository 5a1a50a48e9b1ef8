package dev.latchkey.notice;

import java.time.Duration;

/** What became of a code that somebody typed. */
public sealed interface CodeOutcome {
    /** It was right, and is spent. */
    record Right() implements CodeOutcome {}

    /**
     * It was not the newest code.
     *
     * @param triesLeft how many more may be typed; at least one
     */
    record Wrong(int triesLeft) implements CodeOutcome {}

    /**
     * Too many were wrong. Codes for this purpose rest; passkeys and everything else go on.
     *
     * @param retryAfter until a new one can be had
     */
    record Suspended(Duration retryAfter) implements CodeOutcome {}

    /** No code is open: none was sent, or it expired or was used. */
    record None() implements CodeOutcome {}
}
