package dev.latchkey.secret;

import dev.latchkey.id.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Closes what is kept in the database: {@code key name 4 | nonce 12 | AES-256-GCM}. A context (which row, which column)
 * is authenticated with it, so that a sealed value moved to another row does not open.
 */
public final class Vault {
    private static final int HEAD = 4;
    private static final int KEY_LENGTH = 32;

    private final KeyRing keys;
    private final SecureRandom random;

    /** Closes with keys derived from {@code keys}. */
    public Vault(KeyRing keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    /** Closes {@code plain} for {@code purpose} and {@code context} under the current key-encryption key. */
    public Bytes close(String purpose, String context, byte[] plain) {
        byte[] head = ByteBuffer.allocate(HEAD).putInt(keys.current()).array();
        return Bytes.of(Aead.seal(keys.derive("vault/" + purpose, "AES"), random, head, utf8(context), plain));
    }

    /** Opens what {@link #close} closed; empty when purpose, context, key or a single bit differ. */
    public Optional<byte[]> open(String purpose, String context, Bytes closed) {
        byte[] bytes = closed.toArray();
        if (bytes.length < HEAD) {
            return Optional.empty();
        }
        return keys.derive(ByteBuffer.wrap(bytes).getInt(), "vault/" + purpose, "AES")
                .flatMap(key -> Aead.open(key, HEAD, utf8(context), bytes));
    }

    /** Whether {@code closed} was closed under a former key-encryption key and should be closed anew. */
    public boolean isUnderFormerKey(Bytes closed) {
        return ByteBuffer.wrap(closed.toArray()).getInt() != keys.current();
    }

    /** Returns the same content closed under the current key; empty when no key of the ring opens it. */
    public Optional<Bytes> closeAnew(String purpose, String context, Bytes closed) {
        return open(purpose, context, closed).map(plain -> close(purpose, context, plain));
    }

    /** Returns the name of the key-encryption key under which {@code closed} was closed; 0 when it is too short for one. */
    public static int keyOf(Bytes closed) {
        return closed.length() < HEAD ? 0 : ByteBuffer.wrap(closed.toArray()).getInt();
    }

    /** Returns a fresh 256-bit AES key. */
    public SecretKey freshKey() {
        byte[] key = new byte[KEY_LENGTH];
        random.nextBytes(key);
        return new SecretKeySpec(key, "AES");
    }

    /** Closes {@code plain} under a key that is not of the ring, such as an account's own. */
    public Bytes closeUnder(SecretKey key, String context, byte[] plain) {
        return Bytes.of(Aead.seal(key, random, new byte[0], utf8(context), plain));
    }

    /** Opens what {@link #closeUnder} closed; empty when key, context or a single bit differ. */
    public Optional<byte[]> openUnder(SecretKey key, String context, Bytes closed) {
        return Aead.open(key, 0, utf8(context), closed.toArray());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
