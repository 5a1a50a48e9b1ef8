package dev.latchkey.passkey;

import dev.latchkey.postgres.Reads;
import dev.latchkey.postgres.Scalar;

/**
 * What else is to be read in the round trip that spends a challenge. It is read before anything is verified, so only a
 * {@link AssertionOutcome.Verified} outcome makes it worth a look.
 */
@FunctionalInterface
public interface Alongside {
    /** Nothing. */
    Alongside NOTHING = (reads, owner) -> {};

    /**
     * Adds queries to {@code reads}; they run behind the spending, while the passkey's row is held.
     *
     * @param owner the account that the presented passkey belongs to; unknown when there is no such passkey
     */
    void read(Reads reads, Scalar owner);
}
