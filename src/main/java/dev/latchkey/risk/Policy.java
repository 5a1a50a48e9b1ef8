package dev.latchkey.risk;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What holds for one activity and one segment: what a loss costs, what a customer's time is worth, where the question
 * begins.
 *
 * @param version number of the policy document, stored with every decision
 * @param pricePerSecond price v of a second of an owner's time, in the policy's currency; not negative
 * @param value what is lost when an owner gives up, V, in the policy's currency; not negative
 * @param loss what an attack that succeeds costs, L, in the policy's currency; not negative
 * @param thresholdProbability ask at or above this probability, 0 to 1; {@link #BY_COST} lets the costs decide
 * @param denyProbability refuse at or above this probability; above 1 never refuses
 * @param allowed the proofs that may be asked for here
 * @param hold how long a held action waits
 */
public record Policy(
        int version,
        double pricePerSecond,
        double value,
        double loss,
        double thresholdProbability,
        double denyProbability,
        Set<Challenge> allowed,
        Duration hold) {
    /** Says that no budget is set and expected costs decide. */
    public static final double BY_COST = Double.NaN;

    /** Says that nothing is refused outright. */
    public static final double NEVER = 2.0;

    /** Refuses numbers that make no sense and keeps an immutable copy of {@code allowed}. */
    public Policy {
        if (!(pricePerSecond >= 0) || !(value >= 0) || !(loss >= 0)) {
            throw new IllegalArgumentException("prices and losses are not negative");
        }
        if (thresholdProbability < 0 || !(denyProbability > 0)) {
            throw new IllegalArgumentException("thresholds are probabilities above 0");
        }
        if (denyProbability < thresholdProbability) {
            throw new IllegalArgumentException("what is refused is also asked");
        }
        allowed = allowed.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(allowed));
    }
}
