package dev.latchkey.bench;

import dev.latchkey.postgres.BenchServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Lets visitors do one thing again and again, and reads the clocks before and after. */
final class Load {
    private final Service service;
    private final BenchServer database;
    private final List<Visitor> visitors;

    Load(Service service, BenchServer database, List<Visitor> visitors) {
        this.service = service;
        this.database = database;
        this.visitors = List.copyOf(visitors);
    }

    /** One thing that a visitor does, adding how long its calls took. */
    @FunctionalInterface
    private interface Doing {
        void once(Visitor visitor, Connection connection, Latencies options, Latencies verify) throws IOException;
    }

    /** Complete logins, each thread's next one as soon as the last is done. */
    Line logins(String name, int concurrent, Duration time) throws InterruptedException {
        return run(name, concurrent, time, Duration.ZERO, Load::login);
    }

    /** Complete logins at a rate, spread evenly over the threads. */
    Line pacedLogins(String name, int concurrent, Duration time, double perSecond) throws InterruptedException {
        return run(name, concurrent, time, Duration.ofNanos((long) (concurrent * 1e9 / perSecond)), Load::login);
    }

    /** Refreshes, each thread those of its own visitors. */
    Line refreshes(String name, int concurrent, Duration time) throws InterruptedException {
        return run(name, concurrent, time, Duration.ZERO, Load::refresh);
    }

    private static void login(Visitor visitor, Connection connection, Latencies options, Latencies verify)
            throws IOException {
        long begun = System.nanoTime();
        String offered = visitor.options(connection);
        options.add(System.nanoTime() - begun);
        String assertion = visitor.sign(offered);
        long signed = System.nanoTime();
        visitor.verify(connection, assertion);
        verify.add(System.nanoTime() - signed);
    }

    private static void refresh(Visitor visitor, Connection connection, Latencies options, Latencies verify)
            throws IOException {
        long begun = System.nanoTime();
        visitor.refresh(connection);
        verify.add(System.nanoTime() - begun);
    }

    private Line run(String name, int concurrent, Duration time, Duration between, Doing doing)
            throws InterruptedException {
        List<Latencies> options = new ArrayList<>();
        List<Latencies> verify = new ArrayList<>();
        List<Callable<Void>> threads = new ArrayList<>();
        long begun = System.nanoTime();
        for (int i = 0; i < concurrent; i++) {
            int place = i;
            Latencies ownOptions = new Latencies();
            Latencies ownVerify = new Latencies();
            options.add(ownOptions);
            verify.add(ownVerify);
            threads.add(() -> {
                try (Connection connection = service.connect()) {
                    long end = begun + time.toNanos();
                    long due = begun + between.toNanos() * place / concurrent;
                    for (int turn = 0; System.nanoTime() < end; turn++) {
                        LockSupport.parkNanos(due - System.nanoTime());
                        try {
                            doing.once(visitorOf(place, concurrent, turn), connection, ownOptions, ownVerify);
                        } catch (Connection.TooBusy refused) {
                            ownVerify.addRefusal();
                        }
                        due += between.toNanos();
                    }
                    return null;
                }
            });
        }
        Clocks before = Clocks.now(service, database);
        inThreads(threads);
        return new Line(
                name,
                concurrent,
                Latencies.of(options),
                Latencies.of(verify),
                Clocks.now(service, database).since(before));
    }

    /** Every thread has visitors of its own: two at once would wait for each other at the passkey's row. */
    private Visitor visitorOf(int place, int concurrent, int turn) {
        int own = (visitors.size() - place + concurrent - 1) / concurrent;
        return visitors.get(place + concurrent * (turn % own));
    }

    static void inThreads(List<Callable<Void>> work) throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(work.size())) {
            for (Future<Void> one : threads.invokeAll(work)) {
                one.get();
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a call failed: the numbers would be worth nothing", failed.getCause());
        }
    }
}
