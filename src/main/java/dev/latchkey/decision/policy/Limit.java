package dev.latchkey.decision.policy;

/** Where a segment's line between passing and being asked is drawn. */
public sealed interface Limit {
    /**
     * By what it may cost customers; the probability is found from the model's own quantiles.
     *
     * @param share of legitimate attempts that may be asked for more, 0 to 1
     */
    record Budget(double share) implements Limit {}

    /**
     * By the probability itself.
     *
     * @param probability of somebody else than the owner, above which more is asked for, 0 to 1
     */
    record Threshold(double probability) implements Limit {}

    /** By what is to be expected: a check is asked for where that costs less than not asking. */
    record ByCost() implements Limit {}
}
