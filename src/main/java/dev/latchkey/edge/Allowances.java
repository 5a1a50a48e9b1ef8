package dev.latchkey.edge;

import dev.latchkey.decision.place.Address;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What each source has left: token buckets in memory, as many as are remembered and no more. Two generations: a full one
 * becomes the former, and whoever shows up again moves over, so that a flood of addresses makes the quiet forgotten and
 * never the busy.
 */
final class Allowances {
    private static final Duration SET_BACK = Duration.ofMinutes(1);
    private static final Duration TICK = Duration.ofSeconds(1);

    private final int most;
    private final Duration per;
    private final Clock clock;
    private final AtomicReference<Generations> generations = new AtomicReference<>(Generations.after(Map.of()));
    private final AtomicLong latest;

    /**
     * Nobody has used anything yet.
     *
     * @param most how many are remembered
     * @param per over which time an allowance comes back, evenly
     */
    Allowances(int most, Duration per, Clock clock) {
        this.most = most;
        this.per = per;
        this.clock = clock;
        this.latest = new AtomicLong(clock.millis());
    }

    /**
     * Who uses an allowance.
     *
     * @param errand what for
     * @param source from where; all whose address is unknown are one source
     * @param client which API client, by what it says; nobody where it is none
     */
    record Payer(Errand errand, Optional<Address> source, String client) {
        static Payer of(Errand errand, Optional<Address> source) {
            return new Payer(errand, source, "");
        }
    }

    private record Generations(Map<Payer, Bucket> young, Map<Payer, Bucket> former) {
        static Generations after(Map<Payer, Bucket> former) {
            return new Generations(new ConcurrentHashMap<>(), former);
        }
    }

    /** Finds somebody's bucket, or makes a full one. */
    Bucket of(Payer payer, long allowance) {
        Generations now = generations();
        Bucket known = now.young().get(payer);
        return known != null
                ? known
                : now.young()
                        .computeIfAbsent(
                                payer,
                                unknown -> Optional.ofNullable(now.former().get(unknown))
                                        .orElseGet(() -> full(allowance)));
    }

    /** How many are remembered. */
    int remembered() {
        Generations now = generations.get();
        return now.young().size() + now.former().size();
    }

    private Generations generations() {
        if (clockWasSetBack()) {
            generations.set(Generations.after(Map.of()));
        }
        Generations now = generations.get();
        if (now.young().size() >= Math.max(1, most / 2)) {
            generations.compareAndSet(now, Generations.after(now.young()));
        }
        return generations.get();
    }

    /** Then every bucket would wait for the time that it knew before. */
    private boolean clockWasSetBack() {
        long now = clock.millis();
        long before = latest.get();
        if (now > before + TICK.toMillis() || now < before - SET_BACK.toMillis()) {
            return latest.compareAndSet(before, now) && now < before;
        }
        return false;
    }

    private Bucket full(long allowance) {
        return Bucket.builder()
                .withCustomTimePrecision(new ByClock(clock))
                .addLimit(limit -> limit.capacity(allowance).refillGreedy(allowance, per))
                .build();
    }

    private record ByClock(Clock clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return now.getEpochSecond() * 1_000_000_000L + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
