package dev.latchkey.riskbench;

/**
 * A scorer under test. The benchmark hands it every attempt in the order of time: genuine ones are scored (if it is
 * their turn) and then learnt, hostile ones are scored and forgotten. It keeps whatever history it needs.
 */
public interface Scorer {
    /** @return the name in the report */
    String name();

    /**
     * The risk of one attempt, before it is learnt; must not change what later scores are.
     *
     * @return any finite number, larger for riskier. Only the order matters, unless {@link #calibrated()}
     */
    double score(Login attempt);

    /** Learns a login of the account's owner, later than all before. */
    void learn(Login genuine);

    /** @return whether a score is the logit of the probability that not the owner acts, at {@link Assumptions#BASE_RATE} */
    default boolean calibrated() {
        return false;
    }
}
