package dev.latchkey.faults;

import dev.latchkey.faults.Traffic.Seen;
import dev.latchkey.postgres.OwnServer;
import dev.latchkey.testing.Replica;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One of two replicas ends under load, first because it is asked to (SIGTERM), then without a word (SIGKILL). */
final class ReplicaEnds implements Round {
    private static final Duration WARM = Duration.ofSeconds(4);
    private static final Duration LOOKED_AT = Duration.ofSeconds(10);
    private static final double BORNE = 0.001;

    @Override
    public void run(Plan plan, Report report) throws Exception {
        try (OwnServer database = OwnServer.make(plan.home(), "end", Replica.freePort());
                Fleet fleet = new Fleet(database.settings(database.port()))) {
            Replica staying = fleet.start("end-staying");
            int stays = fleet.ports().getFirst();
            Replica ending = fleet.start("end-ending");
            int ends = fleet.ports().stream()
                    .filter(port -> port != stays)
                    .findFirst()
                    .orElseThrow();
            try (Traffic traffic = new Traffic(Map.of(stays, staying, ends, ending))) {
                traffic.goOn(WARM);
                Seen before = traffic.look();
                report.progress("before: %s", before);
                for (boolean killed : List.of(false, true)) {
                    Sum sum = new Sum();
                    for (int i = 0; i < plan.ends(); i++) {
                        if (killed) {
                            ending.kill();
                        } else {
                            ending.askToEnd();
                        }
                        traffic.goOn(LOOKED_AT);
                        sum.add(traffic.look());
                        report.progress("%s: %s", killed ? "SIGKILL" : "SIGTERM", sum);
                        // At its latest after the ten seconds of its shutdown it is gone.
                        ending.kill();
                        ending = fleet.restart("end-ending", ends);
                        traffic.replace(ends, ending);
                        traffic.awaitReady(ends);
                        traffic.goOn(WARM);
                        traffic.look();
                    }
                    String fault = killed ? "kill -9 of one of two replicas" : "SIGTERM of one of two replicas";
                    String must = killed ? "≤ 0.1 % failed over 10 s" : "0 failed over 10 s";
                    report.line(fault, plan.ends(), must, sum.toString(), sum.share() <= (killed ? BORNE : 0));
                }
            }
        }
    }
}
