package dev.latchkey.token;

import dev.latchkey.session.Session;

/** What became of a presented refresh token. */
public sealed interface RotationOutcome {
    /** It was current, or its lost answer is given again within the grace window. */
    record Rotated(Session session, TokenPair tokens) implements RotationOutcome {}

    /** Not one of ours, expired, or its session has ended. */
    record Unknown() implements RotationOutcome {}

    /** One of ours from before: somebody holds a copy, and the whole family has been ended (RFC 9700 §4.14.2). */
    record Reused(Session session) implements RotationOutcome {}
}
