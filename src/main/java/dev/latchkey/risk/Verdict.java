package dev.latchkey.risk;

import java.util.Locale;

/** What the scorer advises. */
public enum Verdict {
    /** Let it pass. */
    ALLOW,
    /** Ask for one more proof. */
    STEP_UP,
    /** Refuse. Never because something is unknown. */
    DENY;

    /** Returns the stable name in logs, for example {@code step-up}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
