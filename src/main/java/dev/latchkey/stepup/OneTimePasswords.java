package dev.latchkey.stepup;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;

/**
 * Time-based one-time passwords (RFC 6238) in the one form that every authenticator app knows: SHA-1, six digits, thirty
 * seconds. One step before and one behind are accepted for clocks that differ (RFC 6238 §5.2).
 */
final class OneTimePasswords {
    static final Duration STEP = Duration.ofSeconds(30);
    static final int DIGITS = 6;

    private static final int SKEW = 1;

    private OneTimePasswords() {}

    /** Returns the password of a time step. */
    static String at(byte[] secret, long step, int digits) {
        try {
            return new TimeBasedOneTimePasswordGenerator(STEP, digits)
                    .generateOneTimePasswordString(
                            new SecretKeySpec(secret, "HmacSHA1"),
                            Instant.ofEpochSecond(step * STEP.toSeconds()),
                            Locale.ROOT);
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException("any bytes are a key of HMAC", impossible);
        }
    }

    /**
     * Finds the time step whose password {@code typed} is; empty when there is none near {@code now} that is newer than
     * {@code spent}. Computes and compares all of them, whichever it is.
     */
    static OptionalLong stepOf(byte[] secret, String typed, Instant now, long spent) {
        byte[] code = typed.replaceAll("\\s", "").getBytes(StandardCharsets.US_ASCII);
        long present = Math.floorDiv(now.getEpochSecond(), STEP.toSeconds());
        OptionalLong found = OptionalLong.empty();
        for (long step = present - SKEW; step <= present + SKEW; step++) {
            byte[] right = at(secret, step, DIGITS).getBytes(StandardCharsets.US_ASCII);
            if (MessageDigest.isEqual(right, code) && step > spent) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }
}
