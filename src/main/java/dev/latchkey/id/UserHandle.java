package dev.latchkey.id;

import java.util.random.RandomGenerator;

/** The opaque account identifier given to authenticators (WebAuthn L3 §4, §14.6.1): 64 random bytes, for life. */
public record UserHandle(Bytes value) {
    /** Length in bytes, the most that WebAuthn allows. */
    public static final int LENGTH = 64;

    /**
     * Checks the length.
     *
     * @throws IllegalArgumentException when it is not {@value #LENGTH} bytes
     */
    public UserHandle {
        if (value.length() != LENGTH) {
            throw new IllegalArgumentException("a user handle is " + LENGTH + " bytes");
        }
    }

    /** Returns a fresh random handle. */
    public static UserHandle create(RandomGenerator random) {
        return new UserHandle(Bytes.random(LENGTH, random));
    }
}
