package dev.latchkey.decision.place;

/** Whether an attempt comes from a device that the account has been seen on. */
public enum Continuity {
    /** By a key that cannot leave the device. */
    PROVEN,
    /** By the device cookie, which can be copied. */
    COOKIE,
    /** The device showed a key or a cookie, and the account has not seen either. */
    NEW,
    /** The device showed nothing, or a proof that does not hold: as unfamiliar as a new one. */
    WITHHELD;

    /**
     * Weighs what the device showed.
     *
     * @param proof what it proved by its key
     * @param keyKnown whether the account has seen that key
     * @param cookieSent whether it sent a device cookie
     * @param cookieKnown whether the account has seen that cookie
     */
    public static Continuity of(DeviceProof proof, boolean keyKnown, boolean cookieSent, boolean cookieKnown) {
        return switch (proof) {
            case DeviceProof.Proven proven when keyKnown -> PROVEN;
            case DeviceProof.Proven proven -> cookieSent && cookieKnown ? COOKIE : NEW;
            case DeviceProof.Absent absent -> ofCookie(cookieSent, cookieKnown);
            // Whoever sends a forged proof gains nothing by a cookie that may be as stolen.
            case DeviceProof.Refused refused -> WITHHELD;
        };
    }

    private static Continuity ofCookie(boolean sent, boolean known) {
        if (!sent) {
            return WITHHELD;
        }
        return known ? COOKIE : NEW;
    }
}
