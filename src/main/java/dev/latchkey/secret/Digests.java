package dev.latchkey.secret;

import dev.latchkey.id.Bytes;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/** Plain SHA-256, for secrets that are long and random themselves and need no key to hide behind. */
public final class Digests {
    private Digests() {}

    /** Returns the 32 bytes of SHA-256 over {@code value}. */
    public static Bytes sha256(byte[] value) {
        try {
            return Bytes.of(MessageDigest.getInstance("SHA-256").digest(value));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("SHA-256 belongs to every JDK", impossible);
        }
    }
}
