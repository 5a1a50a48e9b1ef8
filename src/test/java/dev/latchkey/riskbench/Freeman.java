package dev.latchkey.riskbench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The published model: equation 7 of Freeman and others, Who Are You (NDSS 2016), with the edge cases that Wiefling and
 * others settled in Pump Up Password Security (ACM TOPS 2022) and in their reference code.
 *
 * <pre>
 * S_u(x) = [ Π_k p(x_k) / p(x_k | u) ] · [ (1/|U|) / (n_u/N) ]
 * p(x|·) = Σ_i w_i · p_in(x_i) · p_out(x_i)
 * p_out(v) = c_v/N · (1 − M/(N+M)) if seen, else 1/(N+M);  p_in is the same among the rows that share v
 * M = 1 + Σ over the lower levels of the number of distinct values
 * </pre>
 *
 * Only the population's first level is smoothed: elsewhere M is 0 and what was never seen has likelihood 0. A feature
 * that the user never had at any level gets p(x_k)/4. The first login of a user is not scored: it is 0 here.
 */
final class Freeman implements Scorer {
    /** One level of a feature: its weight and its value. */
    record Level(double weight, Function<Login, Object> value) {}

    private static final double NEVER_SEEN_DIVISOR = 4;

    private static final List<List<Level>> EXTENDED = List.of(
            List.of(new Level(0.6, Login::address), new Level(0.3, Login::asn), new Level(0.1, Login::country)),
            List.of(
                    new Level(0.53867, Login::userAgent),
                    new Level(0.26805, Login::browser),
                    new Level(0.18818, Login::os),
                    new Level(0.00511, Login::deviceType)));

    /** Without the hierarchy: the address and the user agent as they are. */
    private static final List<List<Level>> SIMPLE =
            List.of(List.of(new Level(1, Login::address)), List.of(new Level(1, Login::userAgent)));

    private final String name;
    private final List<Feature> features;
    private final Histories histories = new Histories();
    private long population;

    private Freeman(String name, List<List<Level>> features) {
        this.name = name;
        this.features = features.stream().map(Feature::new).toList();
    }

    /** Returns the model with the hierarchy of levels. */
    static Freeman extended() {
        return new Freeman("Freeman extended", EXTENDED);
    }

    /** Returns the model with one level per feature. */
    static Freeman simple() {
        return new Freeman("Freeman simple", SIMPLE);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double score(Login attempt) {
        List<Login> own = histories.of(attempt.user());
        if (own.isEmpty()) {
            return 0;
        }
        double score = 1;
        for (Feature feature : features) {
            double everybody = feature.likelihood(attempt, population);
            double user = feature.likelihoodFor(own, attempt);
            score *= everybody / (user == 0 ? everybody / NEVER_SEEN_DIVISOR : user);
        }
        return score * (1.0 / histories.users()) / ((double) own.size() / population);
    }

    @Override
    public void learn(Login genuine) {
        histories.add(genuine);
        features.forEach(feature -> feature.learn(genuine));
        population++;
    }

    /** The population's counts of one feature. */
    private static final class Feature {
        private final List<Level> levels;
        private final List<Map<Object, Integer>> counts = new ArrayList<>();
        private final Map<Object, List<Object[]>> below = new HashMap<>();

        Feature(List<Level> levels) {
            this.levels = levels;
            levels.forEach(level -> counts.add(new HashMap<>()));
        }

        void learn(Login login) {
            Object[] lower = new Object[levels.size() - 1];
            for (int i = 0; i < levels.size(); i++) {
                Object value = levels.get(i).value().apply(login);
                counts.get(i).merge(value, 1, Integer::sum);
                if (i > 0) {
                    lower[i - 1] = value;
                }
            }
            List<Object[]> known =
                    below.computeIfAbsent(levels.getFirst().value().apply(login), value -> new ArrayList<>(1));
            if (known.stream().noneMatch(other -> Arrays.equals(other, lower))) {
                known.add(lower);
            }
        }

        double likelihood(Login attempt, long rows) {
            double sum = 0;
            for (int i = 0; i < levels.size(); i++) {
                Object value = levels.get(i).value().apply(attempt);
                int seen = counts.get(i).getOrDefault(value, 0);
                double outer;
                double inner;
                if (i == 0) {
                    outer = smoothed(seen, rows, unseen());
                    inner = smoothed(seen, seen, unseenBelow(value));
                } else {
                    outer = (double) seen / rows;
                    inner = seen > 0 ? 1 : 0;
                }
                sum += levels.get(i).weight() * inner * outer;
            }
            return sum;
        }

        double likelihoodFor(List<Login> own, Login attempt) {
            double sum = 0;
            for (Level level : levels) {
                Object value = level.value().apply(attempt);
                long seen = own.stream()
                        .filter(row -> level.value().apply(row).equals(value))
                        .count();
                sum += level.weight() * seen / own.size();
            }
            return sum;
        }

        private static double smoothed(long seen, long rows, long unseen) {
            return seen > 0 ? (double) seen / rows * (1 - (double) unseen / (rows + unseen)) : 1.0 / (rows + unseen);
        }

        private long unseen() {
            return 1 + counts.stream().skip(1).mapToLong(Map::size).sum();
        }

        private long unseenBelow(Object first) {
            List<Object[]> known = below.getOrDefault(first, List.of());
            long distinct = 1;
            for (int i = 0; i < levels.size() - 1; i++) {
                int level = i;
                distinct += known.stream().map(lower -> lower[level]).distinct().count();
            }
            return distinct;
        }
    }
}
