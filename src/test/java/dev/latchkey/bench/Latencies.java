package dev.latchkey.bench;

import java.util.Arrays;
import java.util.List;

/** How long calls took. Filled by one thread; several are read as one. */
final class Latencies {
    private long[] nanos = new long[4096];
    private int count;
    private int refusals;

    void add(long one) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = one;
    }

    void addRefusal() {
        refusals++;
    }

    static Latencies of(List<Latencies> all) {
        Latencies together = new Latencies();
        for (Latencies some : all) {
            for (int i = 0; i < some.count; i++) {
                together.add(some.nanos[i]);
            }
            together.refusals += some.refusals;
        }
        Arrays.sort(together.nanos, 0, together.count);
        return together;
    }

    /** Of what {@link #of} returned: the time in milliseconds that this share of the calls did not exceed. */
    double millisAt(double share) {
        return count == 0 ? Double.NaN : nanos[Math.min(count - 1, (int) (share * count))] / 1e6;
    }

    /** How many calls were answered. */
    int count() {
        return count;
    }

    /** How many were answered with 503. */
    int refusals() {
        return refusals;
    }
}
