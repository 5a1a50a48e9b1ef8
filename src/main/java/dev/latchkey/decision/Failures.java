package dev.latchkey.decision;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Counts failed tries by account, network and device, each failure worth half as much after ten minutes. Counted in
 * memory, by this replica alone: the score needs to see a wave, not its exact height. A fixed number of places bounds
 * the memory; of two keys that fall on one place the fresher failure stays. No count grows without end, so that nobody
 * has to wait for hours until a wave has faded.
 */
@Singleton
final class Failures {
    /** Strangers feed an account's count: even at its height it makes nobody strange who is otherwise as usual. */
    static final int MOST_OF_ACCOUNT = 8;

    /** Networks are shared by the innocent: whoever shows a device of theirs passes even from the worst of them. */
    static final int MOST_OF_SOURCE = 127;

    private static final int PLACES = 1 << 15;
    private static final double HALF_LIFE = 600; // seconds

    private final AtomicReferenceArray<@Nullable Count> places = new AtomicReferenceArray<>(PLACES);
    private final Clock clock;

    Failures(Clock clock) {
        this.clock = clock;
    }

    private record Count(long key, float failures, long at) {
        float at(long now) {
            return (float) (failures * Math.pow(0.5, Math.max(0, now - at) / HALF_LIFE));
        }
    }

    /** Notes one failure under a keyed hash, which is never counted higher than {@code most}; 0 and 1 name nobody. */
    void note(long key, int most) {
        long now = clock.instant().getEpochSecond();
        if (isName(key)) {
            places.updateAndGet(place(key), count -> {
                float former = count != null && count.key() == key ? count.at(now) : 0;
                return new Count(key, Math.min(former + 1, most), now);
            });
        }
    }

    /** Returns what is left of the failures under {@code key}. */
    float of(long key) {
        Count count = isName(key) ? places.get(place(key)) : null;
        return count != null && count.key() == key ? count.at(clock.instant().getEpochSecond()) : 0;
    }

    /** Forgets every failure. */
    void forget() {
        for (int place = 0; place < PLACES; place++) {
            places.set(place, null);
        }
    }

    private static boolean isName(long key) {
        return key != 0 && key != 1;
    }

    private static int place(long key) {
        return (int) ((key ^ key >>> 32) & PLACES - 1);
    }
}
