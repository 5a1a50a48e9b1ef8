package dev.latchkey.decision.policy;

import java.util.Locale;

/** The least that happens to an attempt, however usual it looks. Ordered from the mildest up. */
public enum Least {
    /** Nothing: the score decides. */
    ALLOW,
    /** One more check is asked for, always. */
    STEP_UP,
    /** It waits, always, and the customer is told. */
    HOLD;

    /** Returns its name in a document. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the stricter of the two. */
    public Least or(Least other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
