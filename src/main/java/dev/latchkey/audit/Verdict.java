package dev.latchkey.audit;

import java.util.List;

/** What the verifier says about the journal. */
public sealed interface Verdict {
    /** How many sealed entries were read. */
    long entries();

    /** Where the chain ends. */
    Head head();

    /** Everything stands as it was written. */
    record Intact(long entries, Head head) implements Verdict {}

    /**
     * Something does not.
     *
     * @param findings what, the first hundred
     * @param count how many there are in all
     */
    record Broken(List<Finding> findings, int count, long entries, Head head) implements Verdict {}
}
