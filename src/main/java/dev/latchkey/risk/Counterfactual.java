package dev.latchkey.risk;

import java.util.List;

/**
 * What would have had to be different.
 *
 * @param threshold the probability below which the attempt passes, 0 to 1
 * @param usual the fewest readings, weightiest first, that as usual would have let it pass; empty if it passes, or if
 *     nothing that was read would have been enough
 * @param passes whether it passes, or would with {@code usual}
 */
public record Counterfactual(double threshold, List<Code> usual, boolean passes) {
    /** Keeps an immutable copy. */
    public Counterfactual {
        usual = List.copyOf(usual);
    }
}
