package dev.latchkey.risk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Takes a score apart into terms that add up to it, and says what would have had to be different. */
final class Explanation {
    private final Evidence evidence;
    private final Weighing weighing;
    private final double[] terms;

    Explanation(Evidence evidence, Weighing weighing) {
        this.evidence = evidence;
        this.weighing = weighing;
        terms = weighing.terms(weighing.leading());
    }

    Map<Hypothesis, Double> posterior() {
        double[] posterior = weighing.posterior();
        Map<Hypothesis, Double> named = new EnumMap<>(Hypothesis.class);
        for (Hypothesis hypothesis : Hypothesis.values()) {
            named.put(hypothesis, posterior[hypothesis.ordinal()]);
        }
        return named;
    }

    List<Reading> readings() {
        List<Reading> readings = new ArrayList<>(Code.SIGNALS);
        for (int k = 0; k < Code.SIGNALS; k++) {
            readings.add(new Reading(Code.at(k), weighing.readings()[k], Weighing.known(k, evidence)));
        }
        return readings;
    }

    /** Returns the terms of the leading hypothesis, weightiest first, then what makes them the reported logit. */
    List<Contribution> contributions(double logit) {
        List<Contribution> contributions = new ArrayList<>();
        for (int k = 0; k < terms.length; k++) {
            if (terms[k] != 0) {
                contributions.add(new Contribution(Code.at(k), terms[k]));
            }
        }
        contributions.sort(Comparator.comparingDouble(Contribution::logit).reversed());
        double raw = weighing.raw();
        double leading = weighing.odds(weighing.leading());
        contributions.add(new Contribution(Code.BASE_RATE, weighing.prior(weighing.leading())));
        contributions.add(new Contribution(Code.OTHER_EXPLANATIONS, raw - leading));
        contributions.add(new Contribution(Code.CALIBRATION, logit - raw));
        return contributions;
    }

    /**
     * Takes the weightiest readings for usual, one after the other, until the attempt would pass.
     *
     * @param margin what a decision adds to the logit
     */
    Counterfactual counterfactual(Verdict verdict, double threshold, double margin) {
        if (verdict == Verdict.ALLOW) {
            return new Counterfactual(threshold, List.of(), true);
        }
        List<Code> usual = new ArrayList<>();
        Weighing changed = weighing;
        while (true) {
            int weightiest = weightiest(changed);
            if (weightiest < 0) {
                return new Counterfactual(threshold, List.of(), false);
            }
            usual.add(Code.at(weightiest));
            changed = changed.asUsual(weightiest);
            if (Risk.probability(changed.calibrated() + margin) < threshold) {
                return new Counterfactual(threshold, usual, true);
            }
        }
    }

    private static int weightiest(Weighing weighing) {
        double[] terms = weighing.terms(weighing.leading());
        int weightiest = -1;
        for (int k = 0; k < terms.length; k++) {
            if (terms[k] > 0 && (weightiest < 0 || terms[k] > terms[weightiest])) {
                weightiest = k;
            }
        }
        return weightiest;
    }
}
