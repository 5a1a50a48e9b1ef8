package dev.latchkey.risk;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What to do about a probability: by a threshold, where a budget set one; otherwise whatever costs least, {@code Σ_m
 * P(m|x) L (1 − d_c,m) + P(0|x) (F_c v + drop_c V)}.
 */
final class Choice {
    /** A hypothesis with this share of what is hostile is to be answered too, though it does not lead. */
    private static final double SERIOUS = 0.25;

    private final Policy policy;
    private final double[] posterior;
    private final List<Challenge> suitable;

    Choice(Policy policy, Set<Challenge> owned, double[] posterior, Hypothesis leading) {
        this.policy = policy;
        this.posterior = posterior;
        Set<Challenge> possible = EnumSet.noneOf(Challenge.class);
        possible.addAll(owned);
        possible.retainAll(policy.allowed());
        // The factor under suspicion answers nothing.
        possible.removeIf(challenge -> !challenge.answers(leading) || !answersWhatIsSerious(challenge));
        suitable = possible.stream()
                .sorted(Comparator.comparingDouble(Challenge::seconds))
                .toList();
    }

    private boolean answersWhatIsSerious(Challenge challenge) {
        double hostile = hostile();
        for (Hypothesis hypothesis : Hypothesis.values()) {
            boolean serious = hypothesis.hostile() && posterior[hypothesis.ordinal()] >= SERIOUS * hostile;
            if (serious && !challenge.answers(hypothesis)) {
                return false;
            }
        }
        return true;
    }

    private double hostile() {
        double hostile = 0;
        for (Hypothesis hypothesis : Hypothesis.values()) {
            hostile += hypothesis.hostile() ? posterior[hypothesis.ordinal()] : 0;
        }
        return hostile;
    }

    /** Returns what answers the leading suspicions, quickest first. */
    List<Challenge> suitable() {
        return suitable;
    }

    Verdict verdict(double probability, double deciding) {
        // Refusing is for what was read, never for how little is known: no margin here.
        if (probability >= policy.denyProbability()) {
            return Verdict.DENY;
        }
        return deciding >= threshold() ? Verdict.STEP_UP : Verdict.ALLOW;
    }

    /** Returns the probability from which on it pays to ask; 1 if it never does. */
    double threshold() {
        if (!Double.isNaN(policy.thresholdProbability())) {
            return policy.thresholdProbability();
        }
        return suitable.stream().mapToDouble(this::breakEven).min().orElse(1);
    }

    /** P/(1−P) = (F v + drop V) / (L d), where the cost of asking equals what it saves. */
    private double breakEven(Challenge challenge) {
        double cost = challenge.seconds() * policy.pricePerSecond() + challenge.abandoned() * policy.value();
        double saved = policy.loss() * stopped(challenge);
        return saved + cost == 0 ? 1 : cost / (cost + saved);
    }

    /** Returns the share of hostile attempts it stops, by how likely each hypothesis is. */
    private double stopped(Challenge challenge) {
        double hostile = hostile();
        double stopped = 0;
        for (Hypothesis hypothesis : Hypothesis.values()) {
            if (hypothesis.hostile()) {
                stopped += posterior[hypothesis.ordinal()] * challenge.stopped(hypothesis);
            }
        }
        return hostile > 0 ? stopped / hostile : 0;
    }
}
