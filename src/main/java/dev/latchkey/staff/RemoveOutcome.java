package dev.latchkey.staff;

/** What became of the wish to take a role away. */
public sealed interface RemoveOutcome {
    /** It is gone. */
    record Removed() implements RemoveOutcome {}

    /** It was not held. */
    record NotHeld() implements RemoveOutcome {}

    /** Somebody has to be left who can grant roles. */
    record LastAdmin() implements RemoveOutcome {}
}
