package dev.latchkey.risk;

import java.util.Locale;

/**
 * One more proof that can be asked for. The seconds and the shares of attackers stopped are judgement, written down to
 * be argued with and replaced by data: what a method proves, against who is thought to be there.
 */
public enum Challenge {
    // stopped:                 replay takeover recovery stolen enrolment machine shared
    /** The same passkey, with the device checking who is there. */
    FRESH_PASSKEY(3, 0.005, 0.95, 0.00, 0.30, 0.70, 0.00, 0.95, 0.60),
    /** Another passkey, bound to a device or to this account before. */
    OTHER_PASSKEY(6, 0.01, 0.97, 0.90, 0.80, 0.75, 0.90, 0.98, 0.80),
    /** Approval on another signed-in device. */
    APPROVE_ON_DEVICE(15, 0.02, 0.90, 0.85, 0.70, 0.60, 0.70, 0.95, 0.70),
    /** A code from an authenticator app; often on the very phone that was stolen. */
    TOTP(20, 0.03, 0.85, 0.85, 0.50, 0.30, 0.80, 0.97, 0.70),
    /** A code by e-mail; whoever has the cloud account or the number often has the mail too. */
    EMAIL_CODE(40, 0.06, 0.80, 0.40, 0.30, 0.10, 0.60, 0.90, 0.50),
    /** A recovery code from paper. */
    RECOVERY_CODE(60, 0.15, 0.95, 0.90, 0.30, 0.90, 0.70, 0.99, 0.80),
    /** Waiting a day or more, with notice and a way to cancel. */
    HOLD(3_600, 0.20, 0.90, 0.90, 0.90, 0.85, 0.90, 0.95, 0.90),
    /** Support, two persons looking. */
    SUPPORT(1_800, 0.30, 0.95, 0.95, 0.90, 0.95, 0.95, 0.99, 0.95);

    /** A method that stops fewer than this share is itself under suspicion. */
    static final double STRONG_ENOUGH = 0.5;

    private final double seconds;
    private final double abandoned;
    private final double[] stopped;

    Challenge(double seconds, double abandoned, double... stopped) {
        this.seconds = seconds;
        this.abandoned = abandoned;
        this.stopped = stopped;
    }

    /** Returns the friction F: seconds it takes most owners. */
    public double seconds() {
        return seconds;
    }

    /** Returns the share of owners who give up, 0 to 1. */
    public double abandoned() {
        return abandoned;
    }

    /** Returns d: the share of attempts under {@code hypothesis} that it stops, 0 to 1; 0 for the owner. */
    public double stopped(Hypothesis hypothesis) {
        return hypothesis == Hypothesis.OWNER ? 0 : stopped[hypothesis.ordinal() - 1];
    }

    /** Whether it may answer a suspicion of {@code hypothesis}; what is under suspicion itself never does. */
    public boolean answers(Hypothesis hypothesis) {
        return stopped(hypothesis) >= STRONG_ENOUGH;
    }

    /** Returns the stable name in policies and logs, for example {@code other-passkey}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
