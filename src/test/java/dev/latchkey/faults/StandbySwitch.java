package dev.latchkey.faults;

import dev.latchkey.postgres.OwnServer;
import dev.latchkey.testing.Replica;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The primary is killed and its standby becomes the primary, with a synchronous standby throughout: only then is what was
 * acknowledged on both. The service knows both by {@code targetServerType=primary}. What was the primary is then built
 * anew as the standby.
 */
final class StandbySwitch implements Round {
    private static final String FAULT = "primary killed, standby promoted (two JDBC hosts, synchronous replication)";
    private static final String MUST = "0 acknowledged writes lost, 0 double; serving ≤ 10 s after the promotion";
    private static final int CUSTOMERS_AT_ONCE = 4;
    private static final Duration BACK = Duration.ofSeconds(10);

    @Override
    public void run(Plan plan, Report report) throws Exception {
        if (plan.tools().isEmpty()
                || !plan.tools().get().resolve("pg_basebackup").toFile().canExecute()) {
            report.notRun(FAULT, MUST, "no pg_basebackup of PostgreSQL 15 or newer");
            return;
        }
        Path bin = plan.tools().get();
        Path home = plan.home().resolve("standby");
        int one = Replica.freePort();
        int other = Replica.freePort();
        SplittableRandom chance = new SplittableRandom();
        OwnServer primary = OwnServer.make(bin, home, "first", one);
        OwnServer standby = OwnServer.standbyOf(primary, "second", other);
        try (Fleet fleet = new Fleet(primary.settings(one, other))) {
            Replica replica = fleet.start("standby-service");
            int port = fleet.ports().getFirst();
            Worst back = new Worst();
            boolean held = true;
            String seen = "";
            for (int i = 1; i <= plan.switches(); i++) {
                Crowd crowd = Crowd.at(List.of(port), fleet.backEnd(), CUSTOMERS_AT_ONCE, chance);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1000 + chance.nextInt(1000)));
                primary.kill();
                standby.promote();
                back.add(DatabaseKills.backWithin(replica, port));
                Verdicts verdicts = new Verdicts(standby);
                verdicts.check(crowd.stop(), port);
                verdicts.worst().forEach(report::fact);
                held &= verdicts.hold();
                seen = verdicts.seen();
                report.progress("switched %d times: %s; back within %s", i, seen, back);
                OwnServer promoted = standby;
                String name = i % 2 == 1 ? "first" : "second";
                standby = OwnServer.standbyOf(promoted, name, primary.port());
                primary = promoted;
            }
            report.line(
                    FAULT + ", " + bin,
                    plan.switches(),
                    MUST,
                    "the last time: " + seen + "; back within " + back,
                    held && back.within(BACK));
        } finally {
            primary.close();
            standby.close();
        }
    }
}
