package dev.latchkey.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what must come to pass, no longer than it may take. */
public final class Await {
    private static final long BETWEEN_NANOS = Duration.ofMillis(50).toNanos();

    private Await() {}

    /** Returns as soon as {@code condition} holds; fails when it does not within {@code longest}. */
    public static Duration until(String what, Duration longest, BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begun > longest.toNanos()) {
                throw new AssertionError(what + ": not within " + longest);
            }
            LockSupport.parkNanos(BETWEEN_NANOS);
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
