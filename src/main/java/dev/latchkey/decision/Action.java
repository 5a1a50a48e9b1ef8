package dev.latchkey.decision;

/** What is being attempted. */
public enum Action {
    /** Making a new account. */
    SIGN_UP,
    /** Signing in to one. */
    SIGN_IN,
    /** Adding another passkey to one. */
    ADD_PASSKEY,
    /** Getting back in by a recovery code. */
    RECOVERY
}
