package dev.latchkey.token;

import dev.latchkey.id.Bytes;
import dev.latchkey.id.SessionId;
import dev.latchkey.secret.KeyRing;
import dev.latchkey.secret.KeyedHash;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * Makes refresh tokens and reads them back: {@code key name 4 | session 16 | generation 4 | random 32 | tag 16}, as
 * base64url. The tag is a keyed hash over the rest, so that whatever was not issued here is refused before it costs the
 * database anything; the 256 random bits are what nobody can guess (RFC 9700 §4.14, RFC 6749 §10.10).
 */
@Singleton
final class RefreshTokens {
    static final int KEY_NAME = Integer.BYTES;
    static final int SAID = 16 + Integer.BYTES;

    static final String PURPOSE = "hash/refresh-token";
    static final String ALGORITHM = "HmacSHA256";
    private static final int RANDOM = 32;
    private static final int TAG = 16;
    private static final int TAGGED = KEY_NAME + SAID + RANDOM;
    private static final int TEXT = (TAGGED + TAG) / 3 * 4;

    private final KeyRing keys;
    private final SecureRandom random;

    RefreshTokens(KeyRing keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    RefreshToken create(SessionId session, int generation) {
        byte[] secret = new byte[RANDOM];
        random.nextBytes(secret);
        byte[] tagged = ByteBuffer.allocate(TAGGED)
                .putInt(keys.current())
                .putLong(session.value().getMostSignificantBits())
                .putLong(session.value().getLeastSignificantBits())
                .putInt(generation)
                .put(secret)
                .array();
        byte[] tag = tag(keys.derive(PURPOSE, ALGORITHM), tagged);
        return RefreshToken.of(
                Bytes.of(ByteBuffer.allocate(TAGGED + TAG).put(tagged).put(tag).array()));
    }

    /** Reads a token; empty unless it was issued here, under a key that the ring still holds. */
    Optional<RefreshToken> read(String text) {
        if (text.length() != TEXT) {
            return Optional.empty();
        }
        return Bytes.fromBase64Url(text).filter(this::isAuthentic).map(RefreshToken::of);
    }

    private boolean isAuthentic(Bytes content) {
        byte[] bytes = content.toArray();
        Bytes given = Bytes.of(Arrays.copyOfRange(bytes, TAGGED, bytes.length));
        byte[] tagged = Arrays.copyOf(bytes, TAGGED);
        return keys.derive(ByteBuffer.wrap(bytes).getInt(), PURPOSE, ALGORITHM)
                .filter(key -> KeyedHash.same(given, Bytes.of(tag(key, tagged))))
                .isPresent();
    }

    private static byte[] tag(SecretKey key, byte[] tagged) {
        return Arrays.copyOf(new KeyedHash(key).of(tagged).toArray(), TAG);
    }
}
