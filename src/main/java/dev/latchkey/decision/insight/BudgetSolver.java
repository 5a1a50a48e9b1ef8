package dev.latchkey.decision.insight;

import dev.latchkey.decision.insight.SegmentBudget.Source;
import dev.latchkey.decision.policy.Limit;
import dev.latchkey.decision.policy.PolicyInForce;
import dev.latchkey.decision.replay.Share;
import dev.latchkey.risk.Model;
import dev.latchkey.risk.Policy;
import dev.latchkey.risk.Risk;
import dev.latchkey.risk.Segment;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Finds the lines that ask a share of the legitimate attempts of each segment. A pure function of what they scored. The
 * line is the quantile of what owners scored here; where that is too few, what was counted when the model was fitted.
 */
final class BudgetSolver {
    /** So many have to be above a line for it to be believed. */
    static final int ENOUGH = 10;

    /** From one in two thousand to everybody, in even steps of the logarithm. */
    static final double[] LADDER = IntStream.rangeClosed(0, 49)
            .mapToDouble(i -> Math.min(1, 0.0005 * StrictMath.pow(2_000, i / 49.0)))
            .toArray();

    /** Digits of a threshold in a document: rounded up, so that no more are asked. */
    private static final double DIGITS = 1e8;

    private final Model model;
    private final PolicyInForce policy;
    private final String action;
    private final Map<Segment, Scores> legitimate = new EnumMap<>(Segment.class);
    private final Map<Segment, Scores> hostile = new EnumMap<>(Segment.class);

    BudgetSolver(Model model, PolicyInForce policy, String action) {
        this.model = model;
        this.policy = policy.by(model);
        this.action = action;
        for (Segment segment : Segment.values()) {
            legitimate.put(segment, new Scores());
            hostile.put(segment, new Scores());
        }
    }

    /** Returns where an attempt is to be counted. */
    Scores scores(Segment segment, boolean isHostile) {
        return (isHostile ? hostile : legitimate).get(segment);
    }

    /** Returns the segments that the policy has lines for. */
    List<Segment> segments() {
        return policy.document().action(action).segments().keySet().stream()
                .sorted()
                .toList();
    }

    SegmentBudget solve(Segment segment, double share) {
        Scores owners = legitimate.get(segment);
        Scores strangers = hostile.get(segment);
        OptionalDouble modelled = modelled(segment, share);
        boolean enough = owners.total() * share >= ENOUGH || share <= 0;
        Source source = enough ? Source.DECISIONS : modelled.isPresent() ? Source.MODEL : Source.COST;
        Standing solved = switch (source) {
            case DECISIONS -> standing("threshold", segment, above(segment, share));
            case MODEL -> standing("threshold", segment, modelled.getAsDouble());
            case COST -> standing("by_cost", segment, Policy.BY_COST);
        };
        List<CurvePoint> curve = new ArrayList<>();
        for (double point : LADDER) {
            double edge = owners.edge(point);
            curve.add(new CurvePoint(point, Risk.probability(edge), owners.asked(edge), strangers.stopped(edge)));
        }
        return new SegmentBudget(
                segment,
                owners.total(),
                strangers.total(),
                source,
                solved,
                today(segment),
                standing("budget", segment, modelled.orElse(Policy.BY_COST)),
                curve);
    }

    /** Returns the threshold that asks a share of those that were counted; nobody at 0, everybody at 1. */
    private double above(Segment segment, double share) {
        if (share <= 0) {
            return 1;
        }
        if (share >= 1) {
            return 0;
        }
        double exact = Risk.probability(legitimate.get(segment).edge(share));
        return Math.min(1, Math.ceil(exact * DIGITS) / DIGITS);
    }

    private OptionalDouble modelled(Segment segment, double share) {
        return share <= 0
                ? OptionalDouble.of(Policy.NEVER)
                : model.exceededBy(PolicyInForce.activity(action), segment, share);
    }

    Standing today(Segment segment) {
        String kind = switch (policy.document().action(action).segment(segment).limit()) {
            case Limit.Budget budget -> "budget";
            case Limit.Threshold threshold -> "threshold";
            case Limit.ByCost cost -> "by_cost";
        };
        return standing(kind, segment, policy.ruleFor(action, segment).thresholdProbability());
    }

    /** Where the costs decide there is no one line, and nothing is counted. */
    private Standing standing(String kind, Segment segment, double threshold) {
        if (Double.isNaN(threshold)) {
            return new Standing(kind, threshold, new Share(0, 0), new Share(0, 0));
        }
        double edge = edge(threshold);
        return new Standing(
                kind,
                threshold,
                legitimate.get(segment).asked(edge),
                hostile.get(segment).stopped(edge));
    }

    /** The first cell that is wholly at or above a threshold begins here; what was rounded up a little is put back. */
    private static double edge(double threshold) {
        if (threshold >= 1) {
            return Double.POSITIVE_INFINITY;
        }
        return threshold <= 0 ? Double.NEGATIVE_INFINITY : Risk.logit(threshold);
    }

    /** Returns what lines of all segments come to together. */
    static Standing together(String kind, List<Standing> lines) {
        return new Standing(
                kind,
                Double.NaN,
                sum(lines.stream().map(Standing::asked).toList()),
                sum(lines.stream().map(Standing::caught).toList()));
    }

    /** Returns the curve of all segments, each with the same share. */
    static List<CurvePoint> together(List<SegmentBudget> segments) {
        return IntStream.range(0, LADDER.length)
                .mapToObj(i -> new CurvePoint(
                        LADDER[i],
                        Double.NaN,
                        sum(segments.stream()
                                .map(segment -> segment.curve().get(i).asked())
                                .toList()),
                        sum(segments.stream()
                                .map(segment -> segment.curve().get(i).caught())
                                .toList())))
                .toList();
    }

    static Share sum(List<Share> shares) {
        return new Share(
                shares.stream().mapToLong(Share::hits).sum(),
                shares.stream().mapToLong(Share::total).sum());
    }
}
