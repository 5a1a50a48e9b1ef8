package dev.latchkey.riskbench;

import dev.latchkey.risk.Evidence;
import dev.latchkey.risk.Model;
import dev.latchkey.risk.Risk;
import dev.latchkey.risk.signal.Column;
import dev.latchkey.riskbench.Samples.Sample;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * About how much a generated world lets anybody catch: for each attacker apart, {@link Trees} that know this attacker
 * alone and learn from the training seeds what tells it from the owner, by everything that evidence holds. Nobody has
 * such labels, and a scorer has to stand against all attackers at once. A goal above this is beyond these worlds.
 */
final class Ceiling {
    private static final int USERS = Integer.getInteger("ceiling.users", 60_000);
    private static final int ATTACKS = Integer.getInteger("ceiling.attacks", 4_000);
    private static final int ROUNDS = Integer.getInteger("ceiling.rounds", 80);
    private static final Column[] COLUMNS = Column.values();

    /** What is at stake is no evidence. */
    private static final Set<Column> WITHOUT = java.util.Arrays.stream(System.getProperty("ceiling.without","AMOUNT,NEW_PAYEE,SESSION_AGE,SENSITIVE").split(",")).map(Column::valueOf).collect(java.util.stream.Collectors.toSet());

    private final Risk reader = new Risk(Model.current());
    private final Map<Attacker, Trees> trees = new EnumMap<>(Attacker.class);

    Ceiling(List<Attacker> kinds) {
        List<Sample> samples = new ArrayList<>();
        for (long seed : World.TRAINING_SEEDS.subList(0, Integer.getInteger("ceiling.seeds", 3))) {
            samples.addAll(Samples.of(Generator.of(USERS, ATTACKS).world(seed), reader).all());
        }
        if (Boolean.getBoolean("ceiling.together")) {
            Trees all = learn(samples, kinds);
            kinds.forEach(kind -> trees.put(kind, all));
        } else {
            kinds.forEach(kind -> trees.put(kind, learn(samples, List.of(kind))));
        }
    }

    /** Returns for each attacker what its trees make of evidence. */
    Map<Attacker, ToDoubleFunction<Evidence>> scores() {
        Map<Attacker, ToDoubleFunction<Evidence>> scores = new EnumMap<>(Attacker.class);
        trees.forEach((kind, learnt) -> scores.put(kind, evidence -> learnt.score(row(evidence))));
        return scores;
    }

    private Trees learn(List<Sample> all, List<Attacker> kinds) {
        List<Sample> samples = all.stream()
                .filter(sample -> !sample.attacker().hostile() || kinds.contains(sample.attacker()))
                .toList();
        double hostile = samples.stream().filter(s -> s.attacker().hostile()).count();
        double even = (samples.size() - hostile) / hostile / 10;
        boolean[] labels = new boolean[samples.size()];
        double[] weights = new double[labels.length];
        float[][] rows = new float[labels.length][];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = samples.get(i).attacker().hostile();
            weights[i] = labels[i] ? even : 1;
            rows[i] = row(samples.get(i).evidence());
        }
        return Trees.learn(rows, labels, weights, ROUNDS);
    }

    private float[] row(Evidence evidence) {
        double[] readings = reader.readings(evidence.as(dev.latchkey.risk.Activity.SIGN_IN));
        float[] row = new float[COLUMNS.length + readings.length + 1];
        for (int i = 0; i < COLUMNS.length; i++) {
            row[i] = WITHOUT.contains(COLUMNS[i]) ? 0 : evidence.number(COLUMNS[i]);
        }
        for (int i = 0; i < readings.length; i++) {
            row[COLUMNS.length + i] = (float) readings[i];
        }
        row[row.length - 1] = evidence.segment().ordinal();
        return row;
    }
}
