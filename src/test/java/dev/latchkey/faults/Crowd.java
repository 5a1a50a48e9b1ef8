package dev.latchkey.faults;

import dev.latchkey.faults.Ledger.Once;
import dev.latchkey.faults.Ledger.Write;
import dev.latchkey.faults.Wire.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Customers who sign up, sign in, refresh and step up at random, several at once, until they are told to stop. Each
 * thread has customers of its own, so that a ledger never waits for another.
 */
final class Crowd {
    private static final int ONE_IN_SO_MANY_IS_NEW = 4;
    private static final long BREATH_NANOS = 20_000_000;
    private static final Set<Integer> AWAY = Set.of(503, 429);

    private final List<Thread> threads = new ArrayList<>();
    private final List<Ledger> ledgers = new ArrayList<>();
    private final String backEnd;
    private volatile boolean goingOn = true;

    private Crowd(String backEnd) {
        this.backEnd = backEnd;
    }

    /** Lets {@code many} begin at the replicas at {@code ports}, in turn. */
    static Crowd at(List<Integer> ports, String backEnd, int many, SplittableRandom chance) {
        Crowd crowd = new Crowd(backEnd);
        for (int i = 0; i < many; i++) {
            List<Ledger> own = new ArrayList<>();
            SplittableRandom ownChance = chance.split();
            int port = ports.get(i % ports.size());
            crowd.threads.add(Thread.ofPlatform().name("crowd-" + i).start(() -> crowd.live(port, own, ownChance)));
        }
        return crowd;
    }

    /** Tells them to stop and returns their ledgers. */
    List<Ledger> stop() {
        goingOn = false;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return List.copyOf(ledgers);
    }

    private void live(int port, List<Ledger> own, SplittableRandom chance) {
        try (Wire wire = Fleet.wire(port)) {
            while (goingOn) {
                List<Ledger> known = own.stream().filter(Ledger::hasAccount).toList();
                boolean newcomer = known.isEmpty() || chance.nextInt(ONE_IN_SO_MANY_IS_NEW) == 0;
                Ledger ledger = newcomer ? new Ledger() : known.get(chance.nextInt(known.size()));
                if (!act(wire, ledger, newcomer ? 0 : 1 + chance.nextInt(3))) {
                    LockSupport.parkNanos(BREATH_NANOS);
                }
                if (newcomer && ledger.isInUse()) {
                    own.add(ledger);
                }
            }
        } finally {
            synchronized (ledgers) {
                ledgers.addAll(own);
            }
        }
    }

    /** Returns whether somebody answered. */
    private boolean act(Wire wire, Ledger ledger, int what) {
        // Without a session that stands for sure one signs in first.
        return switch (ledger.sessionStands() ? what : Math.min(what, 1)) {
            case 0 ->
                send(
                        wire,
                        ledger,
                        Write.SIGN_UP,
                        Patron.REGISTRATION,
                        ledger.patron().registration(wire));
            case 1 ->
                send(
                        wire,
                        ledger,
                        Write.SIGN_IN,
                        Patron.AUTHENTICATION,
                        ledger.patron().assertion(wire));
            case 2 -> refresh(wire, ledger);
            default -> stepUp(wire, ledger);
        };
    }

    private static boolean send(Wire wire, Ledger ledger, Write write, String path, Optional<String> body) {
        if (body.isEmpty()) {
            return false;
        }
        Once once = new Once(write, path + "/verify", body.get());
        long begun = System.nanoTime();
        Outcome outcome = write == Write.SIGN_UP
                ? ledger.patron().register(wire, body.get())
                : ledger.patron().authenticate(wire, body.get());
        return judge(ledger, once, outcome, begun, write == Write.SIGN_UP ? 201 : 200);
    }

    private static boolean judge(Ledger ledger, Once once, Outcome outcome, long begun, int wanted) {
        switch (outcome) {
            case Outcome.Refused nobodyListened -> {
                return false;
            }
            case Outcome.Lost lost -> {
                ledger.doubt(once, begun);
                return false;
            }
            case Outcome.Answered answer
            when answer.status() == wanted -> {
                if (Patron.member(answer, "outcome").equals("step_up")) {
                    ledger.spend(once);
                } else {
                    ledger.acknowledge(once);
                }
            }
            case Outcome.Answered answer
            when AWAY.contains(answer.status()) -> {
                // A commit whose answer was lost is a 503 too: nobody knows.
                ledger.doubt(once, begun);
                return false;
            }
            case Outcome.Answered answer -> ledger.wonder(once.path(), answer);
        }
        return true;
    }

    private static boolean refresh(Wire wire, Ledger ledger) {
        Once once = new Once(Write.REFRESH, Patron.REFRESH, ledger.patron().refreshBody());
        long begun = System.nanoTime();
        Outcome outcome = ledger.patron().refresh(wire);
        if (outcome.status() == 401 && Verdicts.isPastGrace(ledger)) {
            ledger.forgetSession();
            return true;
        }
        return judge(ledger, once, outcome, begun, 200);
    }

    private boolean stepUp(Wire wire, Ledger ledger) {
        Patron patron = ledger.patron();
        Outcome assessed = patron.payout(wire, backEnd, true);
        String ticket = Patron.member(assessed, "ticket");
        if (ticket.isEmpty()) {
            if (assessed.status() >= 400 && !AWAY.contains(assessed.status())) {
                ledger.wonder(Patron.ASSESS, assessed);
            }
            return assessed.status() == 200;
        }
        return send(wire, ledger, Write.STEP_UP, Patron.AUTHENTICATION, patron.assertionFor(wire, ticket));
    }
}
