package dev.latchkey.faults;

import dev.latchkey.faults.Wire.Outcome;
import dev.latchkey.postgres.OwnServer;
import dev.latchkey.testing.Replica;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Submits what is good once many times at once, half of them at either of two replicas: exactly one may succeed. */
final class DoubleSubmits implements Round {
    @Override
    public void run(Plan plan, Report report) throws Exception {
        try (OwnServer database = OwnServer.make(plan.home(), "double", Replica.freePort());
                Fleet fleet = new Fleet(database.settings(database.port()))) {
            fleet.start("double-here");
            fleet.start("double-there");
            List<Wire> wires = new ArrayList<>();
            for (int i = 0; i < plan.parallel(); i++) {
                wires.add(Fleet.wire(fleet.ports().get(i % 2)));
            }
            try (ExecutorService threads = Executors.newFixedThreadPool(plan.parallel());
                    Singles singles = new Singles(fleet, database)) {
                for (Singles.Single single : singles.all()) {
                    submit(plan, report, single, wires, threads);
                }
            }
            wires.forEach(Wire::close);
        }
    }

    private static void submit(
            Plan plan, Report report, Singles.Single single, List<Wire> wires, ExecutorService threads)
            throws Exception {
        Map<String, Integer> answers = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        for (int round = 1; round <= plan.doubles(); round++) {
            List<Singles.Submission> submissions = single.prepare(wires.size());
            List<Outcome> outcomes = atOnce(submissions, wires, threads);
            outcomes.forEach(outcome -> answers.merge(Integer.toString(outcome.status()), 1, Integer::sum));
            long succeeded = single.successes(outcomes);
            boolean orderly = outcomes.stream().allMatch(outcome -> outcome.status() > 0 && outcome.status() < 500);
            if (succeeded != 1 || !orderly) {
                wrong.add("%s, round %d: %d succeeded, %s".formatted(single.name(), round, succeeded, outcomes));
            }
            if (round % 250 == 0) {
                report.progress("%s: %d rounds, %d wrong", single.name(), round, wrong.size());
            }
        }
        wrong.stream().limit(2).forEach(report::fact);
        String statuses = answers.entrySet().stream()
                .map(one -> one.getValue() + " × " + one.getKey())
                .collect(Collectors.joining(", "));
        report.line(
                "%s, %d times at once over two replicas".formatted(single.name(), wires.size()),
                plan.doubles(),
                single.mustHold(),
                "%,d of %,d rounds as it must be (%s)"
                        .formatted(plan.doubles() - wrong.size(), plan.doubles(), statuses),
                wrong.isEmpty());
    }

    private static List<Outcome> atOnce(List<Singles.Submission> submissions, List<Wire> wires, ExecutorService threads)
            throws Exception {
        CyclicBarrier go = new CyclicBarrier(wires.size());
        List<Future<Outcome>> going = new ArrayList<>();
        for (int i = 0; i < wires.size(); i++) {
            Wire wire = wires.get(i);
            Singles.Submission submission = submissions.get(i);
            going.add(threads.submit(() -> {
                go.await();
                return wire.post(submission.path(), submission.body());
            }));
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (Future<Outcome> one : going) {
            outcomes.add(one.get());
        }
        return outcomes;
    }
}
