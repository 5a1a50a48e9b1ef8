package dev.latchkey.faults;

import java.time.Duration;
import java.util.Locale;

/** The longest of several times. */
final class Worst {
    private Duration longest = Duration.ZERO;

    synchronized void add(Duration one) {
        longest = one.compareTo(longest) > 0 ? one : longest;
    }

    synchronized boolean within(Duration limit) {
        return longest.compareTo(limit) <= 0;
    }

    @Override
    public synchronized String toString() {
        return String.format(Locale.ROOT, "%.1f s", longest.toMillis() / 1e3);
    }
}
