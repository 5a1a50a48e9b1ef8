package dev.latchkey.secret;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES-256-GCM with a random 96-bit nonce (NIST SP 800-38D): {@code nonce | ciphertext | 128-bit tag}. */
final class Aead {
    static final int NONCE = 12;
    static final int TAG = 16;

    private static final String CIPHER = "AES/GCM/NoPadding";

    /** By name, because the search through every provider costs as much as a short text's encryption. */
    private static final String JDK = "SunJCE";

    private Aead() {}

    /** Seals {@code plain} behind whatever {@code head} already holds; the head is authenticated too. */
    static byte[] seal(SecretKey key, SecureRandom random, byte[] head, byte[] context, byte[] plain) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] out = new byte[head.length + NONCE + plain.length + TAG];
        System.arraycopy(head, 0, out, 0, head.length);
        System.arraycopy(nonce, 0, out, head.length, NONCE);
        try {
            Cipher cipher = Cipher.getInstance(CIPHER, JDK);
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG * 8, nonce));
            cipher.updateAAD(head);
            cipher.updateAAD(context);
            cipher.doFinal(plain, 0, plain.length, out, head.length + NONCE);
            return out;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM belongs to every JDK", impossible);
        }
    }

    /** Opens what {@link #seal} made; empty when key, head, context or a single bit differ. */
    static Optional<byte[]> open(SecretKey key, int headLength, byte[] context, byte[] sealed) {
        if (sealed.length < headLength + NONCE + TAG) {
            return Optional.empty();
        }
        try {
            Cipher cipher = Cipher.getInstance(CIPHER, JDK);
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG * 8, sealed, headLength, NONCE));
            cipher.updateAAD(ByteBuffer.wrap(sealed, 0, headLength));
            cipher.updateAAD(context);
            int start = headLength + NONCE;
            return Optional.of(cipher.doFinal(sealed, start, sealed.length - start));
        } catch (AEADBadTagException forged) {
            return Optional.empty();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM belongs to every JDK", impossible);
        }
    }
}
