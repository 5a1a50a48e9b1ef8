package dev.latchkey.riskbench;

import dev.latchkey.riskbench.Standing.Segment;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The scores above which somebody is asked, so that at most a budgeted share of the tuning logins is. Ties are never
 * split: a coarse scorer asks less than it may.
 */
final class Thresholds {
    /**
     * Below so many expected step-ups a segment has too little to choose by. It then begins where it has enough, and goes
     * on from there by the steps in which everybody's scores rise.
     */
    private static final double ENOUGH = 5;

    private final double[] everybody;
    private final Map<Segment, double[]> bySegment = new EnumMap<>(Segment.class);

    private Thresholds(double[] everybody) {
        this.everybody = everybody;
    }

    /** Returns one threshold for all. */
    static Thresholds global(List<Trial.Scored> tuning) {
        return new Thresholds(sorted(tuning, scored -> true));
    }

    /** Returns one threshold per segment, each with the same budget. */
    static Thresholds perSegment(List<Trial.Scored> tuning) {
        Thresholds thresholds = global(tuning);
        for (Segment segment : Segment.values()) {
            thresholds.bySegment.put(segment, sorted(tuning, scored -> scored.segment() == segment));
        }
        return thresholds;
    }

    /** Returns the score above which an attempt on an account of the segment is asked. */
    double at(Segment segment, double budget) {
        double[] own = bySegment.getOrDefault(segment, everybody);
        if (own.length * budget >= ENOUGH || own.length <= ENOUGH || own.length == everybody.length) {
            return quantile(own.length <= ENOUGH ? everybody : own, budget);
        }
        double least = ENOUGH / own.length;
        return quantile(own, least) + quantile(everybody, budget) - quantile(everybody, least);
    }

    private static double quantile(double[] scores, double budget) {
        int asked = (int) StrictMath.floor(scores.length * budget);
        return asked >= scores.length ? Double.NEGATIVE_INFINITY : scores[scores.length - 1 - asked];
    }

    /** Returns whether the attempt is asked under the budget. */
    boolean ask(Trial.Scored scored, double budget) {
        return scored.score() > at(scored.segment(), budget);
    }

    private static double[] sorted(List<Trial.Scored> tuning, Predicate<Trial.Scored> which) {
        return tuning.stream()
                .filter(which)
                .mapToDouble(Trial.Scored::score)
                .sorted()
                .toArray();
    }
}
