package dev.latchkey.browser;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.spec.SecretKeySpec;

/**
 * A customer's code app (RFC 6238), given its secret by hand.
 *
 * @param secret base32, in groups as the page shows it
 */
record CodeApp(String secret) {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /** The code of now, or of so many steps later: each is good once. */
    String code(int stepsLater) {
        TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();
        try {
            Instant at = Instant.now().plus(codes.getTimeStep().multipliedBy(stepsLater));
            return codes.generateOneTimePasswordString(new SecretKeySpec(bytes(), "HmacSHA1"), at);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A code that is not the one of now, nor of the steps beside it. */
    String wrongCode() {
        for (int n = 0; ; n++) {
            String guess = String.format(Locale.ROOT, "%06d", n);
            if (!guess.equals(code(-1)) && !guess.equals(code(0)) && !guess.equals(code(1))) {
                return guess;
            }
        }
    }

    private byte[] bytes() {
        String plain = secret.replace(" ", "");
        byte[] bytes = new byte[plain.length() * 5 / 8];
        long held = 0;
        int bits = 0;
        int at = 0;
        for (char letter : plain.toCharArray()) {
            held = held << 5 | BASE32.indexOf(letter);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[at++] = (byte) (held >> bits);
            }
        }
        return bytes;
    }
}
