package dev.latchkey.testing;

import java.security.SecureRandom;
import java.util.Random;

/** Randomness that a test can repeat; secure in nothing but its type. */
public final class SeededRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final Random random;

    /** The same seed gives the same bytes. */
    public SeededRandom(long seed) {
        super(null, null);
        this.random = new Random(seed);
    }

    @Override
    public void nextBytes(byte[] bytes) {
        random.nextBytes(bytes);
    }
}
