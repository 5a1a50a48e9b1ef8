package dev.latchkey.faults;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An authenticator app on a telephone (RFC 6238), which shares nothing with the service but the secret. */
final class CodeApp {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int STEP_SECONDS = 30;

    private CodeApp() {}

    /** What it shows so many steps from now. */
    static String code(byte[] secret, int stepsAhead) {
        try {
            long step = System.currentTimeMillis() / 1000 / STEP_SECONDS + stepsAhead;
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int at = hash[hash.length - 1] & 0xf;
            int value = ByteBuffer.wrap(hash, at, Integer.BYTES).getInt() & Integer.MAX_VALUE;
            return String.format(Locale.ROOT, "%06d", value % 1_000_000);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Reads the secret as it is shown (RFC 4648 §6). */
    static byte[] fromBase32(String text) {
        ByteBuffer out = ByteBuffer.allocate(text.length() * 5 / 8);
        int bits = 0;
        int have = 0;
        for (char letter : text.toCharArray()) {
            if (ALPHABET.indexOf(letter) < 0) {
                continue;
            }
            bits = bits << 5 | ALPHABET.indexOf(letter);
            have += 5;
            if (have >= 8) {
                have -= 8;
                out.put((byte) (bits >> have));
            }
        }
        return java.util.Arrays.copyOf(out.array(), out.position());
    }
}
