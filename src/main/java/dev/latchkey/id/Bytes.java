package dev.latchkey.id;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Immutable bytes with value equality. Their text form is base64url without padding (RFC 4648 §5), as WebAuthn writes
 * binary members in JSON.
 */
public final class Bytes {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final byte[] value;

    private Bytes(byte[] value) {
        this.value = value;
    }

    /** Returns a copy of {@code value} as an immutable value. */
    public static Bytes of(byte[] value) {
        return new Bytes(value.clone());
    }

    /** Returns {@code length} fresh random bytes. */
    public static Bytes random(int length, RandomGenerator random) {
        byte[] fresh = new byte[length];
        random.nextBytes(fresh);
        return new Bytes(fresh);
    }

    /**
     * Reads base64url strictly: no padding, no white space, no foreign alphabet, no left-over bits, so that one value has
     * exactly one spelling. Empty when {@code text} is anything else.
     */
    public static Optional<Bytes> fromBase64Url(String text) {
        if (text.indexOf('=') >= 0) {
            return Optional.empty();
        }
        try {
            byte[] decoded = DECODER.decode(text);
            return ENCODER.encodeToString(decoded).equals(text) ? Optional.of(new Bytes(decoded)) : Optional.empty();
        } catch (IllegalArgumentException notBase64Url) {
            return Optional.empty();
        }
    }

    /** Returns a copy of the bytes. */
    public byte[] toArray() {
        return value.clone();
    }

    /** Returns the number of bytes. */
    public int length() {
        return value.length;
    }

    /** Returns the bytes as base64url without padding. */
    public String toBase64Url() {
        return ENCODER.encodeToString(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return toBase64Url();
    }
}
