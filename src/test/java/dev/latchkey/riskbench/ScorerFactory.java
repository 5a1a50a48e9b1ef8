package dev.latchkey.riskbench;

/** Makes scorers without history, one for every seed. What is fitted is fitted once, on training seeds, and shared. */
public interface ScorerFactory {
    /** @return the name in the report */
    String name();

    /** @return a scorer that has seen nobody yet */
    Scorer create();

    /**
     * The same scorer as if this attacker had never been thought of: left out of every fit of weights and calibration.
     * A scorer that is not fitted to attackers is its own.
     */
    default ScorerFactory without(Attacker left) {
        return this;
    }
}
