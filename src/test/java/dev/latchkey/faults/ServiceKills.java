package dev.latchkey.faults;

import dev.latchkey.postgres.OwnServer;
import dev.latchkey.testing.Replica;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Kills the service (SIGKILL) at random points while customers come and go, and starts it again. */
final class ServiceKills implements Round {
    private static final int CUSTOMERS_AT_ONCE = 4;
    private static final int LONGEST_LIFE_MILLIS = 2500;

    @Override
    public void run(Plan plan, Report report) throws Exception {
        SplittableRandom chance = new SplittableRandom();
        try (OwnServer database = OwnServer.make(plan.home(), "kill", Replica.freePort());
                Fleet fleet = new Fleet(database.settings(database.port()))) {
            Replica replica = fleet.start("kill-service");
            int port = fleet.ports().getFirst();
            String backEnd = fleet.backEnd();
            Verdicts verdicts = new Verdicts(database);
            for (int i = 1; i <= plan.kills(); i++) {
                Crowd crowd = Crowd.at(List.of(port), backEnd, CUSTOMERS_AT_ONCE, chance);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100 + chance.nextInt(LONGEST_LIFE_MILLIS)));
                replica.kill();
                List<Ledger> ledgers = crowd.stop();
                replica = fleet.restart("kill-service", port);
                verdicts.check(ledgers, port);
                if (i % 10 == 0 || !verdicts.hold()) {
                    report.progress("killed %d times: %s", i, verdicts.seen());
                }
            }
            verdicts.worst().forEach(report::fact);
            report.line(
                    "kill -9 of the service during sign-up, sign-in, step-up, refresh",
                    plan.kills(),
                    "0 acknowledged writes lost, 0 double",
                    verdicts.seen(),
                    verdicts.hold());
            journal(report, fleet, plan.kills());
        }
    }

    /** The journal's chain after all that. */
    static void journal(Report report, Fleet fleet, int times) {
        Replica.Ended verified = fleet.command("journal", "verify");
        report.line(
                "the journal's chain after that",
                times,
                "intact",
                verified.out()
                        .lines()
                        .filter(line -> line.contains("intact"))
                        .findFirst()
                        .orElse(verified.toString()),
                verified.exitCode() == 0);
    }
}
