package dev.latchkey.token;

import dev.latchkey.id.Bytes;
import dev.latchkey.id.SessionId;
import dev.latchkey.secret.KeyRing;
import dev.latchkey.secret.KeyedHash;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The value that a page in cookie mode sends as a header with every request that changes something. It is a keyed hash
 * of the session, so that nothing is stored and no other site can know it (OWASP CSRF prevention, signed token pattern).
 */
@Singleton
public final class Csrf {
    /** The request header that carries the value. */
    public static final String HEADER = "X-Latchkey-CSRF";

    private static final String PURPOSE = "hash/csrf";
    private static final int KEY_NAME = Integer.BYTES;
    private static final int HASH = 24;

    private final KeyRing keys;

    Csrf(KeyRing keys) {
        this.keys = keys;
    }

    /** Returns the session's value. */
    public String valueFor(SessionId session) {
        return value(keys.current(), session).orElseThrow().toBase64Url();
    }

    /** Whether {@code value} is the session's, made under any key-encryption key of the ring; compares in constant time. */
    public boolean matches(SessionId session, String value) {
        return Bytes.fromBase64Url(value)
                .filter(given -> given.length() == KEY_NAME + HASH)
                .flatMap(given -> value(ByteBuffer.wrap(given.toArray()).getInt(), session)
                        .filter(expected -> KeyedHash.same(expected, given)))
                .isPresent();
    }

    private Optional<Bytes> value(int master, SessionId session) {
        return keys.derive(master, PURPOSE, "HmacSHA256").map(key -> {
            byte[] id = ByteBuffer.allocate(16)
                    .putLong(session.value().getMostSignificantBits())
                    .putLong(session.value().getLeastSignificantBits())
                    .array();
            byte[] hash = Arrays.copyOf(new KeyedHash(key).of(id).toArray(), HASH);
            return Bytes.of(ByteBuffer.allocate(KEY_NAME + HASH)
                    .putInt(master)
                    .put(hash)
                    .array());
        });
    }
}
