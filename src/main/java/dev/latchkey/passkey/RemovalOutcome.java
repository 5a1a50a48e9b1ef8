package dev.latchkey.passkey;

/** What became of a passkey that was to be removed. */
public sealed interface RemovalOutcome {
    /** It is gone. */
    record Removed() implements RemovalOutcome {}

    /** It is the last with which the account can sign in, and stays. */
    record Last() implements RemovalOutcome {}

    /** The account has no such passkey. */
    record NotFound() implements RemovalOutcome {}
}
