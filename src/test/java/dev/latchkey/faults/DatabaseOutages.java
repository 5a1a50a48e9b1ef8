package dev.latchkey.faults;

import dev.latchkey.faults.Wire.Outcome;
import dev.latchkey.postgres.OwnServer;
import dev.latchkey.testing.Await;
import dev.latchkey.testing.Replica;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL goes away and comes back, again and again, with the same process of the service all the time: frozen with
 * its connections open (SIGSTOP), and stopped. Whoever calls meanwhile is told to come again.
 */
final class DatabaseOutages implements Round {
    private static final Duration TOLD = Duration.ofSeconds(3);
    private static final Duration UNREADY = Duration.ofSeconds(5);
    private static final Duration BACK = Duration.ofSeconds(10);
    private static final int CALLS = 6;

    private final Worst told = new Worst();
    private final Worst unready = new Worst();
    private final Worst back = new Worst();
    private final List<String> wrong = new ArrayList<>();
    private int calls;

    @Override
    public void run(Plan plan, Report report) throws Exception {
        try (OwnServer database = OwnServer.make(plan.home(), "outage", Replica.freePort());
                Fleet fleet = new Fleet(database.settings(database.port()))) {
            Replica replica = fleet.start("outage-service");
            int port = fleet.ports().getFirst();
            for (int i = 1; i <= plan.outages(); i++) {
                boolean frozen = i % 2 == 1;
                outage(database, replica, port, frozen);
                report.progress("outage %d: told %s, unready %s, back %s, wrong %s", i, told, unready, back, wrong);
            }
            wrong.stream().limit(5).forEach(report::fact);
            report.line(
                    "PostgreSQL away, in turns frozen (SIGSTOP) and stopped",
                    plan.outages(),
                    "503 with `Retry-After` and a problem ≤ 3 s; ready down ≤ 5 s, live up; back ≤ 10 s without a restart",
                    "%d of %d calls told within %s; unready within %s; back within %s"
                            .formatted(calls - wrong.size(), calls, told, unready, back),
                    wrong.isEmpty() && told.within(TOLD) && unready.within(UNREADY) && back.within(BACK));
        }
    }

    private void outage(OwnServer database, Replica replica, int port, boolean frozen) throws IOException {
        try (Wire wire = Fleet.wire(port)) {
            Patron patron = new Patron().signedUp(wire);
            String assertion = patron.assertion(wire).orElseThrow();
            if (frozen) {
                database.freeze();
            } else {
                database.stop("fast");
            }
            for (int i = 0; i < CALLS; i++) {
                isTold(call(wire, patron, assertion, i));
            }
            unready.add(Await.until("unready", Duration.ofSeconds(30), () -> Fleet.probe(replica, "ready") == 503));
            if (Fleet.probe(replica, "live") != 200) {
                wrong.add("not live");
            }
            if (frozen) {
                database.thaw();
            } else {
                database.start();
            }
            back.add(DatabaseKills.backWithin(replica, port));
            // Nothing was spent while it was away.
            Outcome after = wire.post(Patron.AUTHENTICATION + "/verify", assertion);
            if (after.status() != 200) {
                wrong.add("the answer that was not taken: " + after);
            }
        }
    }

    private static Outcome call(Wire wire, Patron patron, String assertion, int which) {
        return switch (which % 3) {
            case 0 -> wire.post(Patron.AUTHENTICATION + "/verify", assertion);
            case 1 -> wire.post(Patron.REFRESH, patron.refreshBody());
            default -> wire.get("/v1/me", patron.bearer());
        };
    }

    private void isTold(Outcome outcome) {
        calls++;
        told.add(outcome.took());
        boolean fine = outcome instanceof Outcome.Answered answer
                && answer.status() == 503
                && answer.headers().getOrDefault("retry-after", "").matches("\\d+")
                && answer.headers().getOrDefault("content-type", "").startsWith("application/problem+json");
        if (!fine) {
            wrong.add("instead of 503: " + outcome);
        }
    }
}
