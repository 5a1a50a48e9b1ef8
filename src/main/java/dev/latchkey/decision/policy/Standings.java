package dev.latchkey.decision.policy;

import dev.latchkey.decision.policy.TrialRows.Alongside;
import dev.latchkey.decision.policy.TrialRows.Counted;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Works out how a version that is tried stands, for whoever looks and for the clock. */
@Singleton
public class Standings {
    private final TrialRows rows;
    private final Policies policies;

    Standings(TrialRows rows, Policies policies) {
        this.rows = rows;
        this.policies = policies;
    }

    /** Returns how the version stands that is tried by a step. */
    public Standing of(Step trial) {
        return trial.kind() == Step.Kind.SHADOW ? inTheShadow(trial) : inTheArms(trial);
    }

    private Standing inTheArms(Step trial) {
        List<Counted> counted = rows.count(trial);
        Map<String, List<Counted>> byCell = counted.stream()
                .collect(Collectors.groupingBy(
                        one -> one.action() + "/" + one.segment(), TreeMap::new, Collectors.toList()));
        Promises promises = promises(trial);
        List<Cell> cells = byCell.values().stream()
                .map(cell -> new Cell(
                        cell.getFirst().action(),
                        cell.getFirst().segment(),
                        promises.of(cell.getFirst().action(), cell.getFirst().segment()),
                        sum(cell, Arm.CANARY),
                        sum(cell, Arm.CONTROL)))
                .toList();
        return new Standing(trial, sum(counted, Arm.CANARY), sum(counted, Arm.CONTROL), Optional.empty(), cells);
    }

    private Standing inTheShadow(Step trial) {
        List<Alongside> alongside = rows.alongside(trial);
        Promises promises = promises(trial);
        List<Cell> cells = new ArrayList<>();
        for (Alongside one : alongside) {
            cells.add(new Cell(
                    one.action(),
                    one.segment(),
                    promises.of(one.action(), one.segment()),
                    new Counts(one.decisions(), one.would(), 0, 0),
                    new Counts(one.decisions(), one.stopped(), 0, 0)));
        }
        Standing.Shadowed all = new Standing.Shadowed(
                sum(alongside, Alongside::decisions),
                sum(alongside, Alongside::alike),
                sum(alongside, Alongside::more),
                sum(alongside, Alongside::fewer),
                sum(alongside, Alongside::stopped),
                sum(alongside, Alongside::would));
        return new Standing(trial, Counts.NONE, Counts.NONE, Optional.of(all), cells);
    }

    private static Counts sum(List<Counted> counted, Arm arm) {
        return counted.stream()
                .filter(one -> one.arm().equals(arm.id()))
                .map(Counted::counts)
                .reduce(Counts.NONE, Counts::and);
    }

    private static long sum(List<Alongside> all, Function<Alongside, Long> number) {
        return all.stream().mapToLong(number::apply).sum();
    }

    /** What is promised, where both documents can be read. */
    private record Promises(Optional<PolicyDocument> candidate, Optional<PolicyDocument> inForce) {
        Optional<Double> of(String action, String segment) {
            return candidate.flatMap(tried -> inForce.flatMap(usual -> Guard.promised(tried, usual, action, segment)));
        }
    }

    private Promises promises(Step trial) {
        return new Promises(
                document(policies.version(trial.relyingParty(), trial.version())),
                document(policies.version(trial.relyingParty(), trial.inForce())));
    }

    private static Optional<PolicyDocument> document(PolicyOutcome outcome) {
        return outcome instanceof PolicyOutcome.InForce(PolicyInForce policy)
                ? Optional.of(policy.document())
                : Optional.empty();
    }
}
