package dev.latchkey.faults;

import dev.latchkey.faults.Wire.Outcome;
import dev.latchkey.postgres.OwnServer;
import dev.latchkey.testing.Replica;
import dev.latchkey.testing.Replica.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One of two replicas has a clock that is wrong: within half a minute nothing fails, beyond it is not ready. */
final class ClockSkew implements Round {
    private static final String MUST_GO_ON = "ready; what one replica begins the other finishes";
    private static final String MUST_STOP = "not ready, but live";

    @Override
    public void run(Plan plan, Report report) throws Exception {
        if (plan.fakeTime().isEmpty()) {
            for (int seconds : new int[] {20, -20}) {
                report.notRun("clock of one replica %+d s".formatted(seconds), MUST_GO_ON, "no libfaketime");
            }
            for (int seconds : new int[] {40, -40}) {
                report.notRun("clock of one replica %+d s".formatted(seconds), MUST_STOP, "no libfaketime");
            }
            return;
        }
        try (OwnServer database = OwnServer.make(plan.home(), "clock", Replica.freePort());
                Fleet fleet = new Fleet(database.settings(database.port()))) {
            fleet.start("clock-right");
            int right = fleet.ports().getFirst();
            for (int seconds : new int[] {20, -20, 40, -40}) {
                int wrong = Replica.freePort();
                Replica replica = fleet.start(shifted(plan, seconds), "clock-wrong", wrong);
                String fault = "clock of one replica %+d s".formatted(seconds);
                int ready = Fleet.probe(replica, "ready");
                int live = Fleet.probe(replica, "live");
                if (Math.abs(seconds) > 30) {
                    report.line(
                            fault,
                            1,
                            MUST_STOP,
                            "ready %d, live %d".formatted(ready, live),
                            ready == 503 && live == 200);
                } else {
                    List<String> failed = goOn(right, wrong);
                    report.line(
                            fault,
                            1,
                            MUST_GO_ON,
                            "ready %d; %s"
                                    .formatted(ready, failed.isEmpty() ? "all went on" : String.join("; ", failed)),
                            ready == 200 && failed.isEmpty());
                }
                replica.kill();
            }
        }
    }

    /** Only the time of day is shifted: with the library's own cure for waiting threads the JVM's waits end too early. */
    private static Program shifted(Plan plan, int seconds) {
        return Program.ofThisBuild(Map.of(
                "LD_PRELOAD",
                plan.fakeTime().orElseThrow().toString(),
                "FAKETIME",
                "%+ds".formatted(seconds),
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0"));
    }

    /** A whole journey in both directions; returns what failed. */
    private static List<String> goOn(int right, int wrong) {
        List<String> failed = new ArrayList<>();
        try (Wire here = Fleet.wire(right);
                Wire there = Fleet.wire(wrong)) {
            for (List<Wire> way : List.of(List.of(here, there), List.of(there, here))) {
                String from = way.getFirst() == here ? "right to wrong: " : "wrong to right: ";
                Wire first = way.getFirst();
                Wire second = way.getLast();
                Patron patron = new Patron();
                expect(
                        failed,
                        from + "sign-up",
                        201,
                        patron.register(second, patron.registration(first).orElseThrow()));
                expect(
                        failed,
                        from + "sign-in",
                        200,
                        patron.authenticate(second, patron.assertion(first).orElseThrow()));
                expect(failed, from + "access token", 200, second.get("/v1/me", patron.bearer()));
                expect(failed, from + "access token where it is from", 200, first.get("/v1/me", patron.bearer()));
                expect(failed, from + "refresh", 200, patron.refresh(first));
                expect(failed, from + "token of a refresh", 200, second.get("/v1/me", patron.bearer()));
                String presented = patron.refreshBody();
                Outcome once = first.post(Patron.REFRESH, presented);
                Outcome again = second.post(Patron.REFRESH, presented);
                expect(failed, from + "the same refresh at once", 200, again);
                boolean same = Patron.member(once, "refresh_token").equals(Patron.member(again, "refresh_token"));
                if (again.status() == 200 && !same) {
                    failed.add(from + "another successor");
                }
            }
        }
        return failed;
    }

    private static void expect(List<String> failed, String what, int status, Outcome outcome) {
        if (outcome.status() != status) {
            failed.add(what + " " + outcome);
        }
    }
}
