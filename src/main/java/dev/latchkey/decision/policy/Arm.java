package dev.latchkey.decision.policy;

import java.util.Locale;

/** Where an account stands while a version is tried. */
public enum Arm {
    /** Everybody, while the version judges along and decides nothing. */
    SHADOW,
    /** The version decides. */
    CANARY,
    /** As many accounts as the canary's, by whom it is measured; the policy in force decides. */
    CONTROL,
    /** All others; the policy in force decides. */
    REST;

    /** All of them, in parts of the whole. */
    public static final int WHOLE = 10_000;

    /** Where the control begins: far enough from the canary, which never grows to half but to all. */
    private static final int CONTROL_FROM = WHOLE / 2;

    /** Returns its name in rows and metrics. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the arm of an account. Who is in the canary of a share is in that of every larger one.
     *
     * @param bucket where its keyed hash puts the account, 0 to 9,999
     */
    static Arm of(Stage stage, int bucket) {
        if (stage == Stage.SHADOW) {
            return SHADOW;
        }
        if (bucket < stage.share()) {
            return CANARY;
        }
        return bucket >= CONTROL_FROM && bucket < CONTROL_FROM + stage.share() ? CONTROL : REST;
    }
}
