package dev.latchkey.bench;

import dev.latchkey.postgres.BenchServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.HdrHistogram.Histogram;

/**
 * Arrivals at a constant rate, whether or not the service keeps up, as customers come. Each is timed from when it was due,
 * not from when a connection was free for it: a service that stands still makes those wait who would have come meanwhile.
 */
final class OpenLoad {
    private static final int CONNECTIONS = 64;
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(1);
    private static final int DIGITS = 3;

    private final Service service;
    private final BenchServer database;
    private final List<Visitor> visitors;

    OpenLoad(Service service, BenchServer database, List<Visitor> visitors) {
        this.service = service;
        this.database = database;
        this.visitors = List.copyOf(visitors);
    }

    /** Logins, refreshes and registrations by their shares. */
    Arrivals mix(double perSecond, Duration time) throws InterruptedException {
        return run("mix", perSecond, time, Errand::of);
    }

    /** Logins alone. */
    Arrivals logins(double perSecond, Duration time) throws InterruptedException {
        return run("logins", perSecond, time, arrival -> Errand.LOGIN);
    }

    private Arrivals run(String name, double perSecond, Duration time, LongFunction<Errand> errands)
            throws InterruptedException {
        AtomicLong next = new AtomicLong();
        AtomicLong refusals = new AtomicLong();
        long last = (long) (perSecond * time.toMillis() / 1e3);
        List<Map<Errand, Histogram>> all = new ArrayList<>();
        List<Callable<Void>> threads = new ArrayList<>();
        long begun = System.nanoTime();
        for (int place = 0; place < CONNECTIONS; place++) {
            List<Visitor> own = visitorsOf(place);
            Map<Errand, Histogram> latencies = new EnumMap<>(Errand.class);
            all.add(latencies);
            threads.add(() -> {
                try (Connection connection = service.connect()) {
                    int turn = 0;
                    for (long arrival = next.getAndIncrement(); arrival < last; arrival = next.getAndIncrement()) {
                        long due = begun + (long) (arrival * 1e9 / perSecond);
                        waitUntil(due);
                        Errand errand = errands.apply(arrival);
                        if (answered(errand, own.get(turn++ % own.size()), connection)) {
                            latencies
                                    .computeIfAbsent(errand, kind -> new Histogram(LONGEST_MICROS, DIGITS))
                                    .recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - due) / 1000));
                        } else {
                            refusals.incrementAndGet();
                        }
                    }
                    return null;
                }
            });
        }
        Clocks before = Clocks.now(service, database);
        Load.inThreads(threads);
        return new Arrivals(
                name,
                perSecond,
                merged(all),
                refusals.get(),
                Clocks.now(service, database).since(before));
    }

    private static boolean answered(Errand errand, Visitor visitor, Connection connection) throws IOException {
        try {
            errand.run(visitor, connection);
            return true;
        } catch (Connection.TooBusy refused) {
            return false;
        }
    }

    private static void waitUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static Map<Errand, Histogram> merged(List<Map<Errand, Histogram>> all) {
        Map<Errand, Histogram> together = new EnumMap<>(Errand.class);
        all.forEach(some -> some.forEach(
                (errand, latencies) -> together.computeIfAbsent(errand, kind -> new Histogram(LONGEST_MICROS, DIGITS))
                        .add(latencies)));
        return together;
    }

    /** A visitor belongs to one connection: two at once would wait for each other at the passkey's row. */
    private List<Visitor> visitorsOf(int place) {
        List<Visitor> own = new ArrayList<>();
        for (int i = place; i < visitors.size(); i += CONNECTIONS) {
            own.add(visitors.get(i));
        }
        return own;
    }
}
