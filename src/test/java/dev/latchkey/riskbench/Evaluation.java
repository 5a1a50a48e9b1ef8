package dev.latchkey.riskbench;

import dev.latchkey.riskbench.Standing.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one scorer achieved, summed over the seeds. */
final class Evaluation {
    private static final double[] BUDGETS = java.util.stream.DoubleStream.concat(
                    Arrays.stream(Budgets.TABLE), Arrays.stream(Budgets.LADDER))
            .sorted()
            .distinct()
            .toArray();

    final String name;
    final Reliability reliability = new Reliability();
    private final boolean global;
    private final Map<Attacker, Map<Segment, Counts>> hostile = new EnumMap<>(Attacker.class);
    private final Map<Segment, Counts> genuine = new EnumMap<>(Segment.class);
    private final Map<Attacker, List<Double>> medianRates = new EnumMap<>(Attacker.class);

    /** How many there were, and how many of them were asked under each budget. */
    private static final class Counts {
        private long total;
        private final long[] asked = new long[BUDGETS.length];

        void add(Trial.Scored scored, double[] thresholds) {
            total++;
            for (int i = BUDGETS.length - 1; i >= 0 && scored.score() > thresholds[i]; i--) {
                asked[i]++;
            }
        }
    }

    /** An evaluation with a threshold per segment. */
    static Evaluation perSegment(String name) {
        return new Evaluation(name, false);
    }

    /** An evaluation with one threshold for all accounts. */
    static Evaluation global(String name) {
        return new Evaluation(name, true);
    }

    private Evaluation(String name, boolean global) {
        this.name = name;
        this.global = global;
    }

    void add(Trial trial) {
        Thresholds thresholds = global ? Thresholds.global(trial.tuning) : Thresholds.perSegment(trial.tuning);
        Map<Segment, double[]> table = new EnumMap<>(Segment.class);
        for (Segment segment : Segment.values()) {
            table.put(segment, descending(segment, thresholds));
        }
        for (Trial.Scored scored : trial.genuine) {
            genuine.computeIfAbsent(scored.segment(), segment -> new Counts()).add(scored, table.get(scored.segment()));
        }
        for (Trial.Scored scored : trial.hostile) {
            hostile.computeIfAbsent(scored.attacker(), kind -> new EnumMap<>(Segment.class))
                    .computeIfAbsent(scored.segment(), segment -> new Counts())
                    .add(scored, table.get(scored.segment()));
        }
        medianRate(Attacker.NAIVE, 0.995, trial, thresholds);
        medianRate(Attacker.VPN, 0.99, trial, thresholds);
        medianRate(Attacker.TARGETED, 0.995, trial, thresholds);
        if (trial.calibrated) {
            reliability.add(trial);
        }
    }

    /** Returns the share of attacks that were asked under a budget. */
    Wilson caught(Attacker kind, double budget) {
        return sum(hostile.getOrDefault(kind, Map.of()).values(), budget);
    }

    /** Returns the same on accounts of one segment. */
    Wilson caught(Attacker kind, Segment segment, double budget) {
        Counts counts = hostile.getOrDefault(kind, Map.of()).getOrDefault(segment, new Counts());
        return sum(List.of(counts), budget);
    }

    /** Returns the share of genuine logins that were asked. */
    Wilson asked(double budget) {
        return sum(genuine.values(), budget);
    }

    /** Returns the same of one segment. */
    Wilson asked(Segment segment, double budget) {
        return sum(List.of(genuine.getOrDefault(segment, new Counts())), budget);
    }

    /** Returns the share of genuine logins asked at the smallest budget that catches so many of the attacks. */
    double askedToCatch(Attacker kind, double share) {
        return asked(budgetToCatch(kind, share)).share();
    }

    private double budgetToCatch(Attacker kind, double share) {
        return Arrays.stream(BUDGETS)
                .filter(budget -> caught(kind, budget).share() >= share)
                .findFirst()
                .orElse(1);
    }

    /** Returns, averaged over the seeds, the median share of their logins at which frequent users were asked. */
    double medianRate(Attacker kind) {
        return medianRates.getOrDefault(kind, List.of()).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(Double.NaN);
    }

    /** As the papers report it: users with 12 to 39 logins behind them. */
    private void medianRate(Attacker kind, double share, Trial trial, Thresholds thresholds) {
        List<Trial.Scored> attacks = trial.hostile.stream()
                .filter(scored -> scored.attacker() == kind)
                .toList();
        if (attacks.isEmpty()) {
            return;
        }
        double budget = Arrays.stream(BUDGETS)
                .filter(candidate -> attacks.stream()
                                .filter(scored -> thresholds.ask(scored, candidate))
                                .count()
                        >= share * attacks.size())
                .findFirst()
                .orElse(1);
        Map<Long, long[]> users = new HashMap<>();
        for (Trial.Scored scored : trial.genuine) {
            if (scored.logins() >= 12 && scored.logins() <= 39) {
                long[] counts = users.computeIfAbsent(scored.user(), user -> new long[2]);
                counts[0] += thresholds.ask(scored, budget) ? 1 : 0;
                counts[1]++;
            }
        }
        double[] rates = users.values().stream()
                .mapToDouble(counts -> (double) counts[0] / counts[1])
                .sorted()
                .toArray();
        if (rates.length > 0) {
            medianRates.computeIfAbsent(kind, any -> new ArrayList<>()).add(rates[rates.length / 2]);
        }
    }

    private static double[] descending(Segment segment, Thresholds thresholds) {
        double[] all = Arrays.stream(BUDGETS)
                .map(budget -> thresholds.at(segment, budget))
                .toArray();
        // A segment that begins to stand on its own feet must not ask less under the larger budget.
        for (int i = 1; i < all.length; i++) {
            all[i] = Math.min(all[i], all[i - 1]);
        }
        return all;
    }

    private static Wilson sum(Iterable<Counts> parts, double budget) {
        int place = Arrays.binarySearch(BUDGETS, budget);
        long hits = 0;
        long total = 0;
        for (Counts counts : parts) {
            hits += counts.asked[place];
            total += counts.total;
        }
        return new Wilson(hits, total);
    }
}
