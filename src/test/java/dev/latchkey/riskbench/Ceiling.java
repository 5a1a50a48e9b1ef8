package dev.latchkey.riskbench;

import dev.latchkey.risk.Activity;
import dev.latchkey.risk.Evidence;
import dev.latchkey.risk.Model;
import dev.latchkey.risk.Risk;
import dev.latchkey.risk.signal.Column;
import dev.latchkey.riskbench.Samples.Sample;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * About how much a generated world lets anybody catch: {@link Trees} that learn from the training seeds what tells
 * attackers from owners, by everything that evidence holds, once for each attacker alone and once for all of them
 * together. Nobody has such labels, and none of it could be explained: a goal above this is beyond these worlds.
 */
final class Ceiling {
    private static final int USERS = 12_000;
    private static final int ATTACKS = 1_500;
    private static final int ROUNDS = 50;

    /** Hostile rows weigh a tenth of the others, which puts the boundary near the budgets. */
    private static final double HOSTILE = 0.1;

    private static final Column[] COLUMNS = Column.values();

    /** What is at stake is no evidence. */
    private static final Set<Column> AT_STAKE =
            EnumSet.of(Column.AMOUNT, Column.NEW_PAYEE, Column.SESSION_AGE, Column.SENSITIVE);

    private final Risk reader = new Risk(Model.current());
    private final Map<Attacker, Trees> apart = new EnumMap<>(Attacker.class);
    private final Trees together;

    Ceiling() {
        List<Sample> samples = new ArrayList<>();
        for (long seed : World.TRAINING_SEEDS) {
            samples.addAll(
                    Samples.of(Generator.of(USERS, ATTACKS).world(seed), reader).all());
        }
        Attacker.GENERATED.forEach(kind ->
                apart.put(kind, learn(samples, sample -> !sample.attacker().hostile() || sample.attacker() == kind)));
        together = learn(samples, sample -> true);
    }

    /** Returns for each attacker what the trees make of evidence that know this one alone. */
    Map<Attacker, ToDoubleFunction<Evidence>> apart() {
        Map<Attacker, ToDoubleFunction<Evidence>> scores = new EnumMap<>(Attacker.class);
        apart.forEach((kind, trees) -> scores.put(kind, evidence -> trees.score(row(evidence))));
        return scores;
    }

    /** Returns for each attacker what the trees make of evidence that know all of them. */
    Map<Attacker, ToDoubleFunction<Evidence>> together() {
        Map<Attacker, ToDoubleFunction<Evidence>> scores = new EnumMap<>(Attacker.class);
        Attacker.GENERATED.forEach(kind -> scores.put(kind, evidence -> together.score(row(evidence))));
        return scores;
    }

    private Trees learn(List<Sample> all, Predicate<Sample> which) {
        List<Sample> samples = all.stream().filter(which).toList();
        long attacks =
                samples.stream().filter(each -> each.attacker().hostile()).count();
        boolean[] hostile = new boolean[samples.size()];
        double[] weights = new double[hostile.length];
        float[][] rows = new float[hostile.length][];
        for (int i = 0; i < hostile.length; i++) {
            hostile[i] = samples.get(i).attacker().hostile();
            weights[i] = hostile[i] ? HOSTILE * (samples.size() - attacks) / attacks : 1;
            rows[i] = row(samples.get(i).evidence());
        }
        return Trees.learn(rows, hostile, weights, ROUNDS);
    }

    private float[] row(Evidence evidence) {
        double[] readings = reader.readings(evidence.as(Activity.SIGN_IN));
        float[] row = new float[COLUMNS.length + readings.length + 1];
        for (int i = 0; i < COLUMNS.length; i++) {
            row[i] = AT_STAKE.contains(COLUMNS[i]) ? 0 : evidence.number(COLUMNS[i]);
        }
        for (int i = 0; i < readings.length; i++) {
            row[COLUMNS.length + i] = (float) readings[i];
        }
        row[row.length - 1] = evidence.segment().ordinal();
        return row;
    }
}
