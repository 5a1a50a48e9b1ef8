package dev.latchkey.risk;

/** Whether the device is one this account was used on before. Stored by place. */
public enum Continuity {
    /** We failed to learn it; adds nothing. */
    UNKNOWN,
    /** A key that cannot leave the device signed. */
    PROVEN,
    /** The device's cookie came back; a cookie can be copied. */
    COOKIE,
    /** A device this account was never used on. */
    NEW,
    /** The device of a known session changed under it, or its key is gone. */
    CHANGED,
    /** The client hid it; never better than {@link #NEW} or {@link #CHANGED}. */
    WITHHELD
}
