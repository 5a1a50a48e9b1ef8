package dev.latchkey.stepup;

import dev.latchkey.postgres.OffLoop;
import dev.latchkey.postgres.Outages;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
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

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final long STILL_HERE = 15; // ticks; proxies hang up on connections that say nothing

    private final OffLoop offLoop;
    private final AtomicInteger watching = new AtomicInteger();

    EachSecond(OffLoop offLoop) {
        this.offLoop = offLoop;
    }

    /** Whether one more may watch here. */
    public boolean hasRoom() {
        return watching.get() < MOST;
    }

    /**
     * Watches until {@code isLast} says so of what was told, or {@code life} is over.
     *
     * @param look one query; nothing of the request's scope
     */
    public <T> Multi<T> watch(Supplier<T> look, Predicate<T> isLast, Duration life) {
        return Multi.createFrom().deferred(() -> {
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
                    .transformToUniAndConcatenate(
                            tick -> offLoop.run(look).map(seen -> toTell(tick, seen, told, isLast)))
                    .onItem()
                    .transformToMultiAndConcatenate(items -> Multi.createFrom().items(items))
                    .select()
                    .first(Optional::isPresent)
                    .map(Optional::get)
                    .onFailure(Outages::isAway)
                    .recoverWithCompletion() // whoever watches asks again, and hears of the outage then
                    .onSubscription()
                    .invoke(watching::incrementAndGet)
                    .onTermination()
                    .invoke(watching::decrementAndGet);
        });
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
