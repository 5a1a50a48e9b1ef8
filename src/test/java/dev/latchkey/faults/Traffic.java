package dev.latchkey.faults;

import dev.latchkey.faults.Wire.Outcome;
import dev.latchkey.testing.Replica;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Steady requests at the replicas of a service as a load balancer sends them: to those that are ready, asked four times a
 * second; a refused connection goes to another, as nothing was sent. Nothing else is tried again. Half of the clients keep
 * their connection, half open one for each request.
 */
final class Traffic implements AutoCloseable {
    private static final int CLIENTS = 8;
    private static final Duration BETWEEN = Duration.ofMillis(50);
    private static final Duration PROBED_EVERY = Duration.ofMillis(250);

    private final Map<Integer, Replica> replicas = new ConcurrentHashMap<>();
    private final Map<Integer, Boolean> ready = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger elsewhere = new AtomicInteger();
    private final Map<String, Integer> failures = new TreeMap<>();
    private volatile boolean goingOn = true;

    /**
     * What was seen since the last look.
     *
     * @param requests how many were sent
     * @param elsewhere how many found their replica closed and went to another
     * @param failures what customers saw instead of an answer, with how often
     */
    record Seen(int requests, int elsewhere, Map<String, Integer> failures) {
        int failed() {
            return failures.values().stream().mapToInt(Integer::intValue).sum();
        }

        double share() {
            return requests == 0 ? 1 : failed() / (double) requests;
        }

        @Override
        public String toString() {
            return "%d of %,d requests failed%s, %d went to the other replica"
                    .formatted(failed(), requests, failures.isEmpty() ? "" : " " + failures, elsewhere);
        }
    }

    /** Begins at these replicas, by their ports. */
    Traffic(Map<Integer, Replica> replicas) {
        this.replicas.putAll(replicas);
        replicas.keySet().forEach(port -> ready.put(port, true));
        threads.add(Thread.ofPlatform().name("probes").start(this::probe));
        for (int i = 0; i < CLIENTS; i++) {
            boolean keeps = i % 2 == 0;
            int place = i;
            threads.add(Thread.ofPlatform().name("client-" + i).start(() -> live(place, keeps)));
        }
    }

    /** Another process serves at this port from now on. */
    void replace(int port, Replica replica) {
        replicas.put(port, replica);
    }

    /** Waits until the balancer knows a replica as ready. */
    void awaitReady(int port) {
        dev.latchkey.testing.Await.until("ready", Duration.ofMinutes(2), () -> ready.get(port));
    }

    /** Goes on for a while. */
    void goOn(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    /** Returns what was seen since the last look, and begins anew. */
    Seen look() {
        synchronized (failures) {
            Seen seen = new Seen(requests.getAndSet(0), elsewhere.getAndSet(0), Map.copyOf(failures));
            failures.clear();
            return seen;
        }
    }

    private void probe() {
        while (goingOn) {
            replicas.forEach((port, replica) -> ready.put(port, Fleet.probe(replica, "ready") == 200));
            LockSupport.parkNanos(PROBED_EVERY.toNanos());
        }
    }

    private void live(int place, boolean keeps) {
        Patron patron = new Patron();
        List<Wire> wire = new ArrayList<>();
        long due = System.nanoTime() + BETWEEN.toNanos() * place / CLIENTS;
        for (int turn = place; goingOn; turn++) {
            LockSupport.parkNanos(due - System.nanoTime());
            due = Math.max(due + BETWEEN.toNanos(), System.nanoTime() - TimeUnit.SECONDS.toNanos(1));
            once(patron, wire, turn);
            if (!keeps) {
                wire.forEach(Wire::close);
                wire.clear();
            }
        }
        wire.forEach(Wire::close);
    }

    private void once(Patron patron, List<Wire> wire, int turn) {
        requests.incrementAndGet();
        // A kept connection is used as long as it is open, whatever the probes say, as balancers do; once an answer has
        // closed it, the next one leads to a replica that is ready.
        wire.removeIf(kept -> !kept.isOpen());
        Iterator<Integer> candidates = candidates(turn).iterator();
        Outcome outcome = new Outcome.Lost("no replica is ready", Duration.ZERO);
        while (!wire.isEmpty() || candidates.hasNext()) {
            if (wire.isEmpty()) {
                wire.add(Fleet.wire(candidates.next()));
            }
            outcome = act(patron, wire.getFirst(), turn);
            if (!(outcome instanceof Outcome.Refused)) {
                break;
            }
            elsewhere.incrementAndGet();
            wire.removeFirst().close();
        }
        boolean fine = outcome.status() >= 200 && outcome.status() < 400;
        if (!fine) {
            synchronized (failures) {
                failures.merge(describe(outcome), 1, Integer::sum);
            }
            // A kept connection that failed is given up; a session in doubt is begun anew.
            wire.forEach(Wire::close);
            wire.clear();
        }
    }

    private static String describe(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Refused refused -> "refused everywhere";
            case Outcome.Lost lost -> "lost: " + lost.why();
            case Outcome.Answered answer -> answer.status() + " " + Patron.member(answer, "code");
        };
    }

    /** Whoever has no account signs up; then refreshes and sign-ins in turn. */
    private static Outcome act(Patron patron, Wire wire, int turn) {
        if (patron.refreshToken().isEmpty()) {
            Outcome options = wire.post(Patron.REGISTRATION + "/options", "{\"username\":\"patron\"}");
            return options instanceof Outcome.Answered answer && answer.status() == 200
                    ? patron.register(wire, patron.device().create(answer.body()))
                    : options;
        }
        if (turn % 3 > 0) {
            return patron.refresh(wire);
        }
        Outcome options = wire.post(Patron.AUTHENTICATION + "/options", "{}");
        return options instanceof Outcome.Answered answer && answer.status() == 200
                ? patron.authenticate(wire, patron.device().get(answer.body()))
                : options;
    }

    private List<Integer> candidates(int turn) {
        List<Integer> ports = new ArrayList<>(
                replicas.keySet().stream().filter(ready::get).sorted().toList());
        java.util.Collections.rotate(ports, turn);
        return ports;
    }

    @Override
    public void close() {
        goingOn = false;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
