package dev.latchkey.secret;

import dev.latchkey.id.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;

/**
 * Seals state that leaves the service and comes back within hours, so that nothing needs to be stored meanwhile:
 * {@code format 1 | key name 4 | hour 4 | nonce 12 | AES-256-GCM}. Each hour has a key of its own (HKDF), so that no
 * AES-GCM key nears the limit of random nonces (NIST SP 800-38D §8.3).
 */
public final class Seals {
    private static final byte FORMAT = 1;
    private static final int HEAD = 1 + 4 + 4;
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final KeyRing keys;
    private final SecureRandom random;
    private final Map<HourKey, SecretKey> hours = new ConcurrentHashMap<>();

    private record HourKey(String purpose, int master, int hour) {}

    /** Seals with keys derived from {@code keys}. */
    public Seals(KeyRing keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    /** Seals {@code plain} for {@code purpose}; only {@link #open} with the same purpose reads it. */
    public Bytes seal(String purpose, byte[] plain, Instant now) {
        int hour = hourOf(now);
        byte[] head = ByteBuffer.allocate(HEAD)
                .put(FORMAT)
                .putInt(keys.current())
                .putInt(hour)
                .array();
        SecretKey key =
                hourKey(new HourKey(purpose, keys.current(), hour), hour).orElseThrow();
        return Bytes.of(Aead.seal(key, random, head, purpose.getBytes(StandardCharsets.UTF_8), plain));
    }

    /**
     * Opens what was sealed for {@code purpose} no longer than {@code longest} ago, to the hour. Empty when it was not
     * sealed here, for another purpose, or in an hour out of reach; the exact age is inside what was sealed.
     */
    public Optional<byte[]> open(String purpose, Bytes sealed, Duration longest, Instant now) {
        byte[] bytes = sealed.toArray();
        if (bytes.length < HEAD + Aead.NONCE + Aead.TAG || bytes[0] != FORMAT) {
            return Optional.empty();
        }
        ByteBuffer head = ByteBuffer.wrap(bytes, 1, HEAD - 1);
        int master = head.getInt();
        int hour = head.getInt();
        if (hour < hourOf(now.minus(longest)) || hour > hourOf(now.plus(SKEW))) {
            return Optional.empty();
        }
        return hourKey(new HourKey(purpose, master, hour), hourOf(now))
                .flatMap(key -> Aead.open(key, HEAD, purpose.getBytes(StandardCharsets.UTF_8), bytes));
    }

    private Optional<SecretKey> hourKey(HourKey wanted, int hourNow) {
        SecretKey known = hours.get(wanted);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<SecretKey> fresh =
                keys.deriveOnce(wanted.master(), "seal/" + wanted.purpose() + "/" + wanted.hour(), "AES");
        fresh.ifPresent(key -> {
            hours.keySet().removeIf(old -> old.hour() < hourNow - 48);
            hours.put(wanted, key);
        });
        return fresh;
    }

    private static int hourOf(Instant instant) {
        return Math.toIntExact(Math.floorDiv(instant.getEpochSecond(), 3600));
    }
}
