package dev.latchkey.riskbench;

import dev.latchkey.riskbench.Standing.Segment;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** What one scorer achieved, summed over the seeds. */
final class Evaluation {
    private static final double[] BUDGETS = DoubleStream.concat(
                    Arrays.stream(Budgets.TABLE), Arrays.stream(Budgets.LADDER))
            .sorted()
            .distinct()
            .toArray();

    final String name;
    final Reliability reliability = new Reliability();
    final Frequent frequent = new Frequent();
    private final boolean global;
    private final Map<Attacker, Map<Segment, Counts>> hostile = new EnumMap<>(Attacker.class);
    private final Map<Segment, Counts> genuine = new EnumMap<>(Segment.class);

    /** How many there were, and how many of them were asked under each budget. */
    private static final class Counts {
        private long total;
        private final long[] asked = new long[BUDGETS.length];

        void add(Trial.Scored scored, double[] thresholds) {
            total++;
            for (int i = smallest(scored, thresholds); i < BUDGETS.length; i++) {
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

    /** Whether anything was tried at all. */
    boolean known() {
        return !genuine.isEmpty();
    }

    private Evaluation(String name, boolean global) {
        this.name = name;
        this.global = global;
    }

    void add(Trial trial) {
        Thresholds thresholds = global ? Thresholds.global(trial.tuning) : Thresholds.perSegment(trial.tuning);
        Map<Segment, double[]> table = new EnumMap<>(Segment.class);
        for (Segment segment : Segment.values()) {
            table.put(segment, thresholds(segment, thresholds));
        }
        for (Trial.Scored scored : trial.genuine) {
            genuine.computeIfAbsent(scored.segment(), segment -> new Counts()).add(scored, table.get(scored.segment()));
        }
        for (Trial.Scored scored : trial.hostile) {
            hostile.computeIfAbsent(scored.attacker(), kind -> new EnumMap<>(Segment.class))
                    .computeIfAbsent(scored.segment(), segment -> new Counts())
                    .add(scored, table.get(scored.segment()));
        }
        frequent.add(trial, scored -> smallest(scored, table.get(scored.segment())));
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

    /** Returns the place of the smallest budget under which it is asked; one past the last if under none. */
    private static int smallest(Trial.Scored scored, double[] thresholds) {
        int place = thresholds.length;
        while (place > 0 && scored.score() > thresholds[place - 1]) {
            place--;
        }
        return place;
    }

    private static double[] thresholds(Segment segment, Thresholds thresholds) {
        return Arrays.stream(BUDGETS)
                .map(budget -> thresholds.at(segment, budget))
                .toArray();
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
