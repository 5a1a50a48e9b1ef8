package dev.latchkey.risk;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the scorer makes of one attempt, with its reasons.
 *
 * @param verdict its advice
 * @param logit calibrated logarithm of the odds that the attempt is hostile
 * @param probability the same as a probability, 0 to 1
 * @param posterior probability of each hypothesis, before calibration; adds up to 1
 * @param readings what each signal read, in the order of {@link Code}
 * @param contributions terms that add up to {@code logit} within 1e-9, those of the leading hypothesis first by weight
 * @param leading the likeliest hostile hypothesis
 * @param suitable the proofs that answer the suspicion, quickest first; empty if there is nothing to ask
 * @param counterfactual what would have let it pass
 */
public record Assessment(
        Verdict verdict,
        double logit,
        double probability,
        Map<Hypothesis, Double> posterior,
        List<Reading> readings,
        List<Contribution> contributions,
        Hypothesis leading,
        List<Challenge> suitable,
        Counterfactual counterfactual) {
    /** Keeps immutable copies. */
    public Assessment {
        posterior = Collections.unmodifiableMap(new EnumMap<>(posterior));
        readings = List.copyOf(readings);
        contributions = List.copyOf(contributions);
        suitable = List.copyOf(suitable);
    }
}
