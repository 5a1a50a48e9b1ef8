package dev.latchkey.faults;

import dev.latchkey.postgres.OwnServer;
import dev.latchkey.testing.Replica;
import dev.latchkey.testing.TcpProxy;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Damages the network between the service and PostgreSQL while customers come and go, in every way the proxy knows. */
final class WireCuts implements Round {
    private static final int CUSTOMERS_AT_ONCE = 4;
    private static final Duration SLOW = Duration.ofMillis(40);
    private static final Duration BACK = Duration.ofSeconds(10);

    /** What is done to the wire; most faults are over by themselves, all after two seconds. */
    private enum Cut {
        COMMIT("cut between a commit and its answer") {
            @Override
            void make(TcpProxy wire, SplittableRandom chance) {
                wire.cutAfter("commit"); // as Writes says it; the driver's own is in capitals
            }
        },
        BYTES("cut after n bytes of an answer") {
            @Override
            void make(TcpProxy wire, SplittableRandom chance) {
                wire.cutAfterBytes(chance.nextInt(2000));
            }
        },
        ONCE("all connections cut once") {
            @Override
            void make(TcpProxy wire, SplittableRandom chance) {
                wire.cutOnce();
            }
        },
        REFUSED("cut, and refused for 2 s") {
            @Override
            void make(TcpProxy wire, SplittableRandom chance) {
                wire.cut();
            }
        },
        SWALLOWED("swallowed for 2 s") {
            @Override
            void make(TcpProxy wire, SplittableRandom chance) {
                wire.swallow();
            }
        },
        SLOW_WIRE("80 ms a round trip for 2 s") {
            @Override
            void make(TcpProxy wire, SplittableRandom chance) {
                wire.delay(SLOW);
            }
        };

        private final String said;

        Cut(String said) {
            this.said = said;
        }

        abstract void make(TcpProxy wire, SplittableRandom chance);
    }

    @Override
    public void run(Plan plan, Report report) throws Exception {
        SplittableRandom chance = new SplittableRandom();
        try (OwnServer database = OwnServer.make(plan.home(), "wire", Replica.freePort());
                TcpProxy wire = TcpProxy.to(database.port());
                Fleet fleet = new Fleet(database.settings(wire.port()))) {
            // Never prepared, so that every commit travels by its name and the proxy knows it.
            fleet.with("quarkus.datasource.jdbc.additional-jdbc-properties.prepareThreshold", "0");
            Replica replica = fleet.start("wire-service");
            int port = fleet.ports().getFirst();
            for (Cut cut : Cut.values()) {
                Verdicts verdicts = new Verdicts(database);
                Worst back = new Worst();
                for (int i = 0; i < plan.cuts(); i++) {
                    Crowd crowd = Crowd.at(List.of(port), fleet.backEnd(), CUSTOMERS_AT_ONCE, chance);
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200 + chance.nextInt(500)));
                    cut.make(wire, chance);
                    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
                    wire.heal();
                    back.add(DatabaseKills.backWithin(replica, port));
                    verdicts.check(crowd.stop(), port);
                }
                verdicts.worst().forEach(report::fact);
                report.line(
                        "network to PostgreSQL: " + cut.said,
                        plan.cuts(),
                        "0 acknowledged writes lost, 0 double; serving ≤ 10 s after it",
                        verdicts.seen() + "; back within " + back,
                        verdicts.hold() && back.within(BACK));
            }
        }
    }
}
