package dev.latchkey.token;

import dev.latchkey.id.Bytes;
import dev.latchkey.id.SessionId;
import dev.latchkey.secret.Digests;
import dev.latchkey.secret.KeyedHash;
import java.nio.ByteBuffer;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * One refresh token, authentic by construction: only {@link RefreshTokens} makes it or reads it.
 *
 * @param session whose it is
 * @param generation how many went before it in its family, counted from 1
 * @param content all its bytes
 */
record RefreshToken(SessionId session, int generation, Bytes content) {
    /** What is stored of it. The content is long and random, so a plain hash hides it. */
    Bytes hash() {
        return Digests.sha256(content.toArray());
    }

    /** A key that only the holder of this token can derive; it seals the token's successor. */
    SecretKey successorKey() {
        SecretKey own = new SecretKeySpec(content.toArray(), "HmacSHA256");
        return new SecretKeySpec(new KeyedHash(own).of("latchkey/successor").toArray(), "AES");
    }

    /** As the client carries it. */
    String text() {
        return content.toBase64Url();
    }

    static RefreshToken of(Bytes content) {
        ByteBuffer bytes = ByteBuffer.wrap(content.toArray(), RefreshTokens.KEY_NAME, RefreshTokens.SAID);
        return new RefreshToken(new SessionId(new UUID(bytes.getLong(), bytes.getLong())), bytes.getInt(), content);
    }

    @Override
    public String toString() {
        return "RefreshToken[redacted]";
    }
}
