package dev.latchkey.stepup;

import dev.latchkey.id.AccountId;
import dev.latchkey.postgres.OffLoop;
import dev.latchkey.postgres.Outages;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Lets somebody watch what another replica may change: one query a second, away from the event loop, and no thread that
 * waits in between. Whoever watches is told at once, on every change, and now and then that nothing has.
 */
@Singleton
public final class EachSecond {
    /** How many may watch at this replica; the next one is told to come back. */
    static final int MOST = 1000;

    /** How many of them for one account: a few devices with a few pages each. */
    static final int EACH = 10;

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final long STILL_HERE = 15; // ticks; proxies hang up on connections that say nothing

    private final OffLoop offLoop;
    private final AtomicInteger watching = new AtomicInteger();
    private final Map<AccountId, Integer> each = new ConcurrentHashMap<>();
    private volatile boolean ending;

    EachSecond(OffLoop offLoop, MeterRegistry metrics) {
        this.offLoop = offLoop;
        metrics.gauge("latchkey_streams", watching);
    }

    /** Whoever watches watches another replica from now on; a drain must not wait for minutes. */
    void drains(@Observes ShutdownDelayInitiatedEvent asked) {
        ending = true;
    }

    /** Whether one more may watch here. */
    public boolean hasRoom() {
        return !ending && watching.get() < MOST;
    }

    /** Whether one more may watch for this account. */
    public boolean hasRoomFor(AccountId account) {
        return each.getOrDefault(account, 0) < EACH;
    }

    /**
     * Watches until {@code isLast} says so of what was told, {@code life} is over, or this replica is asked to end; ends
     * at once where there is no room.
     *
     * @param account for whom
     * @param look one query; nothing of the request's scope
     */
    public <T> Multi<T> watch(AccountId account, Supplier<T> look, Predicate<T> isLast, Duration life) {
        return Multi.createFrom().deferred(() -> {
            if (!take(account)) {
                return Multi.createFrom().empty();
            }
            AtomicReference<Optional<T>> told = new AtomicReference<>(Optional.empty());
            return Multi.createBy()
                    .concatenating()
                    .streams(
                            Multi.createFrom().item(0L),
                            Multi.createFrom()
                                    .ticks()
                                    .every(TICK)
                                    .onOverflow()
                                    .drop()
                                    .map(tick -> tick + 1))
                    .select()
                    .first(life.toSeconds())
                    .onItem()
                    .transformToUniAndConcatenate(tick -> ending
                            ? Uni.createFrom().item(Stream.<Optional<T>>of(Optional.empty()))
                            : offLoop.run(look).map(seen -> toTell(tick, seen, told, isLast)))
                    .onItem()
                    .transformToMultiAndConcatenate(items -> Multi.createFrom().items(items))
                    .select()
                    .first(Optional::isPresent)
                    .map(Optional::get)
                    .onFailure(Outages::isAway)
                    .recoverWithCompletion() // whoever watches asks again, and hears of the outage then
                    .onTermination()
                    .invoke(() -> leave(account));
        });
    }

    private boolean take(AccountId account) {
        boolean room = watching.incrementAndGet() <= MOST;
        boolean roomForThem = each.merge(account, 1, Integer::sum) <= EACH;
        if (!room || !roomForThem || ending) {
            leave(account);
            return false;
        }
        return true;
    }

    private void leave(AccountId account) {
        each.computeIfPresent(account, (whose, count) -> count == 1 ? null : count - 1);
        watching.decrementAndGet();
    }

    /** Nothing, what was seen, or what was seen and an end, which is empty. */
    private static <T> Stream<Optional<T>> toTell(
            long tick, T seen, AtomicReference<Optional<T>> told, Predicate<T> isLast) {
        if (isLast.test(seen)) {
            return Stream.of(Optional.of(seen), Optional.empty());
        }
        boolean news = !told.getAndSet(Optional.of(seen)).equals(Optional.of(seen));
        return news || tick % STILL_HERE == 0 ? Stream.of(Optional.of(seen)) : Stream.empty();
    }
}
