package dev.latchkey.assurance;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What was proven, by which means and when. States what was verified, not which button was pressed.
 *
 * @param acr how sure, at {@code authTime}
 * @param amr by which means, in the order of {@link Amr}
 * @param authTime when the customer last proved it, by the server's clock
 */
public record Assurance(Acr acr, Set<Amr> amr, Instant authTime) {
    /** Keeps an immutable copy of {@code amr}. */
    public Assurance {
        amr = amr.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(amr));
    }

    /** Signed in by a passkey; {@code userVerified} is the UV flag of verified authenticator data. */
    public static Assurance passkey(boolean userVerified, Instant at) {
        return userVerified
                ? new Assurance(Acr.TWO, EnumSet.of(Amr.POP, Amr.USER, Amr.MFA), at)
                : new Assurance(Acr.ONE, EnumSet.of(Amr.POP), at);
    }

    /** Signed in by a recovery code: a fallback, never more than the lowest level. */
    public static Assurance recoveryCode(Instant at) {
        return new Assurance(Acr.ONE, EnumSet.of(Amr.OTP), at);
    }

    /** Whether the proof is at least {@code wanted} and no older than {@code maxAge} at {@code now}. */
    public boolean satisfies(Acr wanted, Duration maxAge, Instant now) {
        return acr.reaches(wanted) && !authTime.plus(maxAge).isBefore(now);
    }

    /** The same proof, whose level has fallen to the lowest; its means and its time stay as they were. */
    public Assurance weakened() {
        return new Assurance(Acr.ONE, amr, authTime);
    }
}
