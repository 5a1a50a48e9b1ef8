package dev.latchkey.risk;

import java.util.Locale;

/**
 * How much is known of an account. Budgets are kept per segment: with one threshold for everybody, accounts with one or
 * two sign-ins would spend all of it.
 */
public enum Segment {
    /** Fewer than {@value Profile#FEW} sign-ins learnt. */
    NEW,
    /** Anybody else. */
    REGULAR,
    /** Not seen for more than {@value Profile#DORMANT_DAYS} days. */
    DORMANT;

    /** Returns the stable name in policies and logs. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
