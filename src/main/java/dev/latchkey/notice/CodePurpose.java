package dev.latchkey.notice;

import java.util.Locale;

/** What a code by mail is good for; one for one purpose is worth nothing for another. */
public enum CodePurpose {
    /** Proves that a new address is read by whoever claims it. */
    CONFIRM_ADDRESS,
    /** One more check while signing in or before an action. */
    STEP_UP;

    String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
