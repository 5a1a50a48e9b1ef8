package dev.latchkey.decision.place;

import dev.latchkey.secret.KeyedHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Hashes facts of one relying party in one epoch to 64 bits under a key of their own: equal facts give equal numbers, and
 * without the key a number tells nothing. Across relying parties, epochs and kinds of facts nothing can be linked.
 */
public final class FactHash {
    /** We failed to learn it: adds nothing. */
    public static final long UNKNOWN = 0;

    /** The client hid it: counts as unfamiliar. */
    public static final long WITHHELD = 1;

    private final long epoch;
    private final KeyedHash hash;

    /** What is hashed; the names are part of the hash and stay as they are. */
    public enum Kind {
        /** The /24 of an IPv4, the /64 of an IPv6 address. */
        NETWORK,
        /** The /24 of an IPv4, the /56 of an IPv6 address: a household. */
        SITE,
        /** The /24 of an IPv4, the /48 of an IPv6 address: an organisation. */
        NEIGHBOURHOOD,
        /** A country. */
        COUNTRY,
        /** A city within its country and region. */
        CITY,
        /** An autonomous system. */
        ASN,
        /** An operating system's family. */
        OS,
        /** A browser's family. */
        BROWSER,
        /** A type of device. */
        DEVICE_TYPE,
        /** A device's key. */
        DEVICE_KEY,
        /** A device cookie. */
        DEVICE_COOKIE,
        /** A passkey. */
        CREDENTIAL,
        /** A maker of passkeys. */
        PROVIDER,
        /** Who is paid, as an app names them. */
        PAYEE;

        private final byte[] line = (name() + '\n').getBytes(StandardCharsets.US_ASCII);
    }

    FactHash(long epoch, KeyedHash hash) {
        this.epoch = epoch;
        this.hash = hash;
    }

    /** Returns the number of the epoch, growing by one every 90 days. */
    public long epoch() {
        return epoch;
    }

    /** Returns 64 bits of the keyed hash, never {@link #UNKNOWN} or {@link #WITHHELD}. */
    public long of(Kind kind, byte[] value) {
        long bits = ByteBuffer.wrap(hash.of(kind.line, value).toArray()).getLong();
        return bits == UNKNOWN || bits == WITHHELD ? bits + 2 : bits;
    }

    /** As {@link #of(Kind, byte[])} over the UTF-8 bytes of {@code value}. */
    public long of(Kind kind, String value) {
        return of(kind, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "FactHash[epoch=" + epoch + "]";
    }
}
