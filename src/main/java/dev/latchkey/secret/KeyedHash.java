package dev.latchkey.secret;

import dev.latchkey.id.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * HMAC-SHA-256 (RFC 2104) under a key of its own for each purpose. Each hash goes on from a copy of one that has taken
 * the key in: neither the search for a provider nor the key's block is paid for again.
 */
public final class KeyedHash {
    private final Mac keyed;

    /** Hashes under the key derived for {@code purpose}. */
    public KeyedHash(KeyRing keys, String purpose) {
        this(keys.derive("hash/" + purpose, "HmacSHA256"));
    }

    /** Hashes under {@code key}. */
    public KeyedHash(SecretKey key) {
        try {
            keyed = Mac.getInstance("HmacSHA256");
            keyed.init(key);
            keyed.update(new byte[0]); // Only now is the key's block taken in.
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("HmacSHA256 belongs to every JDK", impossible);
        }
    }

    /** Returns the 32 bytes of the keyed hash over the parts, one behind the other. */
    public Bytes of(byte[]... parts) {
        try {
            Mac mac = (Mac) keyed.clone();
            for (byte[] part : parts) {
                mac.update(part);
            }
            return Bytes.of(mac.doFinal());
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("the JDK's HmacSHA256 can be copied", impossible);
        }
    }

    /** As {@link #of(byte[][])} over the UTF-8 bytes of {@code text}. */
    public Bytes of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Compares in constant time. */
    public static boolean same(Bytes one, Bytes other) {
        return MessageDigest.isEqual(one.toArray(), other.toArray());
    }
}
