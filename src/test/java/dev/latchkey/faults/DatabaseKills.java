package dev.latchkey.faults;

import dev.latchkey.postgres.OwnServer;
import dev.latchkey.testing.Await;
import dev.latchkey.testing.Replica;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Crashes PostgreSQL while customers come and go, in turns by SIGKILL and by an immediate stop, and starts it again. */
final class DatabaseKills implements Round {
    private static final int CUSTOMERS_AT_ONCE = 4;
    private static final int LONGEST_LIFE_MILLIS = 1000;
    private static final Duration BACK = Duration.ofSeconds(10);

    @Override
    public void run(Plan plan, Report report) throws Exception {
        SplittableRandom chance = new SplittableRandom();
        try (OwnServer database = OwnServer.make(plan.home(), "database", Replica.freePort());
                Fleet fleet = new Fleet(database.settings(database.port()))) {
            Replica replica = fleet.start("database-service");
            int port = fleet.ports().getFirst();
            Verdicts verdicts = new Verdicts(database);
            Worst back = new Worst();
            for (int i = 1; i <= plan.databaseFaults(); i++) {
                Crowd crowd = Crowd.at(List.of(port), fleet.backEnd(), CUSTOMERS_AT_ONCE, chance);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200 + chance.nextInt(LONGEST_LIFE_MILLIS)));
                crash(database, i % 2 == 0);
                database.start();
                back.add(backWithin(replica, port));
                verdicts.check(crowd.stop(), port);
                if (i % 10 == 0 || !verdicts.hold()) {
                    report.progress("crashed %d times: %s", i, verdicts.seen());
                }
            }
            verdicts.worst().forEach(report::fact);
            report.line(
                    "PostgreSQL crashes (half by kill -9, half by an immediate stop) and starts again",
                    plan.databaseFaults(),
                    "0 acknowledged writes lost, 0 double; serving ≤ 10 s after it without a restart",
                    verdicts.seen() + "; back within " + back,
                    verdicts.hold() && back.within(BACK));
            ServiceKills.journal(report, fleet, plan.databaseFaults());
        }
    }

    private static void crash(OwnServer database, boolean byKill) throws IOException {
        if (byKill) {
            database.kill();
        } else {
            database.stop("immediate");
        }
    }

    /** How long until the replica is ready and signs somebody up again. */
    static Duration backWithin(Replica replica, int port) {
        return Await.until("back", Duration.ofSeconds(60), () -> {
            try (Wire wire = Fleet.wire(port)) {
                Patron somebody = new Patron();
                return Fleet.probe(replica, "ready") == 200
                        && somebody.registration(wire)
                                .filter(answer ->
                                        somebody.register(wire, answer).status() == 201)
                                .isPresent();
            }
        });
    }
}
