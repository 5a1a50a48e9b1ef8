package dev.latchkey.id;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes UUIDs of version 7 (RFC 9562 §5.7): the time first, so that new rows stand together in an index. */
public final class TimeOrdered {
    private TimeOrdered() {}

    /** Returns a fresh UUIDv7 whose first 48 bits are the milliseconds of {@code now}. */
    public static UUID uuid(Instant now, RandomGenerator random) {
        byte[] chance =
                new byte[2 * Long.BYTES]; // At once: a SecureRandom costs for each call rather than for each byte.
        random.nextBytes(chance);
        ByteBuffer longs = ByteBuffer.wrap(chance);
        long high = (now.toEpochMilli() << 16) | 0x7000L | (longs.getLong() & 0x0fffL);
        long low = (longs.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** Returns the milliseconds that a UUIDv7 begins with, as an instant. */
    public static Instant instant(UUID uuid) {
        return Instant.ofEpochMilli(uuid.getMostSignificantBits() >>> 16);
    }
}
