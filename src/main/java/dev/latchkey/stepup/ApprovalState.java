package dev.latchkey.stepup;

import java.util.Locale;

/** How far asking other devices has come. */
public enum ApprovalState {
    /** They are being asked. */
    WAITING,
    /** One said yes and typed the number. */
    APPROVED,
    /** One said no, or the number was wrong too often. */
    REFUSED,
    /** Nobody answered in time, or nobody was asked. */
    EXPIRED;

    /** Returns its name on the wire. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
