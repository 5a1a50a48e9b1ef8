package dev.latchkey.riskbench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Finds how raw scores become counted frequencies: groups of neighbouring scores, joined until the odds rise from each
 * to the next (pool adjacent violators; Ayer and others, 1955), then written as knots.
 */
final class Rising {
    /** One scored attempt and how many it stands for. */
    record Point(double raw, double weight, boolean hostile) {}

    private record Group(double raw, double genuine, double hostile) {
        /** Half a genuine attempt more than were counted, so that odds stay finite. */
        double logit() {
            return StrictMath.log(hostile / (genuine + 0.5));
        }

        Group with(Group other) {
            double mine = genuine + hostile;
            double others = other.genuine + other.hostile;
            return new Group(
                    (raw * mine + other.raw * others) / (mine + others),
                    genuine + other.genuine,
                    hostile + other.hostile);
        }
    }

    private static final double LEAST_STEP = 1e-3;

    private Rising() {}

    /** Returns the knots, in groups of about {@code perGroup} hostile attempts each. */
    static String knots(List<Point> points, int perGroup) {
        List<Group> rising = new ArrayList<>();
        for (Group group : groups(points, perGroup)) {
            Group last = group;
            while (!rising.isEmpty() && !rises(rising.getLast(), last)) {
                last = rising.removeLast().with(last);
            }
            rising.add(last);
        }
        return rising.stream()
                .map(group -> String.format(Locale.ROOT, "%.4f:%.4f", group.raw(), group.logit()))
                .collect(Collectors.joining(" "));
    }

    private static boolean rises(Group lower, Group upper) {
        return upper.raw() > lower.raw() + LEAST_STEP && upper.logit() > lower.logit() + LEAST_STEP;
    }

    private static List<Group> groups(List<Point> points, int perGroup) {
        List<Point> sorted =
                points.stream().sorted(Comparator.comparingDouble(Point::raw)).toList();
        List<Group> groups = new ArrayList<>();
        double sum = 0;
        double weight = 0;
        double genuine = 0;
        double hostile = 0;
        int attacks = 0;
        for (Point point : sorted) {
            sum += point.raw() * point.weight();
            weight += point.weight();
            genuine += point.hostile() ? 0 : point.weight();
            hostile += point.hostile() ? point.weight() : 0;
            attacks += point.hostile() ? 1 : 0;
            if (attacks == perGroup) {
                groups.add(new Group(sum / weight, genuine, hostile));
                sum = weight = genuine = hostile = attacks = 0;
            }
        }
        if (attacks > 0) {
            Group rest = new Group(sum / weight, genuine, hostile);
            groups.add(groups.isEmpty() ? rest : groups.removeLast().with(rest));
        }
        return groups;
    }
}
