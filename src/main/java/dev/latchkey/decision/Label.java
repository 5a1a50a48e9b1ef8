package dev.latchkey.decision;

import java.util.Locale;

/** What became of a decision: the truth that later weights are fitted to and thresholds are judged by. */
public enum Label {
    /** The check it asked for was passed. */
    PASSED,
    /** The check was tried and failed. */
    FAILED,
    /** The check was never finished. */
    ABANDONED,
    /** The customer says it was them. */
    ME,
    /** The customer says it was somebody else. */
    NOT_ME,
    /** Staff found it to be fraud. */
    FRAUD;

    /** Returns the stored name. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Who says so. */
    public enum Source {
        /** The customer, in a session that is not doubted itself. */
        CUSTOMER,
        /** The check itself. */
        STEP_UP,
        /** Staff. */
        SUPPORT;

        /** Returns the stored name. */
        public String value() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
