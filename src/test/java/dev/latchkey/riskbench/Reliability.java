package dev.latchkey.riskbench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Observed against expected attacks of a scorer that claims probabilities. Attacks of every kind weigh the same, and
 * together so much that they are {@link Assumptions#BASE_RATE} of all attempts.
 */
final class Reliability {
    /** Attempts of about one score: how many attacks were expected and how many came, in weight. */
    record Bin(double attempts, double expected, double observed) {
        double ratio() {
            return observed / expected;
        }
    }

    private record Point(double probability, double weight, boolean attack) {}

    private final List<Point> points = new ArrayList<>();

    void add(Trial trial) {
        double kinds =
                trial.hostile.stream().map(Trial.Scored::attacker).distinct().count();
        double perKind = trial.genuine.size() * Assumptions.BASE_RATE / (1 - Assumptions.BASE_RATE) / kinds;
        trial.genuine.forEach(scored -> points.add(new Point(probability(scored), 1, false)));
        for (Attacker kind : Attacker.values()) {
            List<Trial.Scored> attacks = trial.hostile.stream()
                    .filter(scored -> scored.attacker() == kind)
                    .toList();
            attacks.forEach(scored -> points.add(new Point(probability(scored), perKind / attacks.size(), true)));
        }
    }

    boolean known() {
        return !points.isEmpty();
    }

    /** Returns the riskiest share of all attempts, or all of them for 1. */
    Bin top(double share) {
        double all = points.stream().mapToDouble(Point::weight).sum();
        return sum(descending(), 0, all * share);
    }

    /** Returns all attempts in equal parts of the logarithm of how many are riskier. */
    List<Bin> bins(int count, double from) {
        List<Point> descending = descending();
        double all = descending.stream().mapToDouble(Point::weight).sum();
        List<Bin> bins = new ArrayList<>();
        double before = 0;
        for (int i = 0; i < count; i++) {
            double until = all * from * StrictMath.pow(1 / from, i / (count - 1.0));
            bins.add(sum(descending, before, until));
            before = until;
        }
        return bins;
    }

    private List<Point> descending() {
        return points.stream()
                .sorted(Comparator.comparingDouble(Point::probability).reversed())
                .toList();
    }

    private static Bin sum(List<Point> descending, double from, double until) {
        double passed = 0;
        double attempts = 0;
        double expected = 0;
        double observed = 0;
        for (Point point : descending) {
            if (passed >= until) {
                break;
            }
            if (passed >= from) {
                attempts += point.weight();
                expected += point.weight() * point.probability();
                observed += point.attack() ? point.weight() : 0;
            }
            passed += point.weight();
        }
        return new Bin(attempts, expected, observed);
    }

    private static double probability(Trial.Scored scored) {
        return 1 / (1 + StrictMath.exp(-scored.score()));
    }
}
