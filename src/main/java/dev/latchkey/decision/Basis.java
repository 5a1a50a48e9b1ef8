package dev.latchkey.decision;

import dev.latchkey.decision.Observer.Observed;
import dev.latchkey.risk.Assessment;
import dev.latchkey.risk.Evidence;
import dev.latchkey.risk.Policy;

/**
 * What a decision was made of, for the log and for learning. Nothing of it is for the customer's client.
 *
 * @param observed what was seen, and what was known of the account before
 * @param history the row that was read
 * @param evidence the numbers; they say which snapshot of the population they were taken from
 * @param policy the costs and lines that held
 * @param assessment what the model made of them
 * @param policyVersion of the policy in force; -1 when it could not be read
 * @param modelVersion of the model
 */
public record Basis(
        Observed observed,
        History history,
        Evidence evidence,
        Policy policy,
        Assessment assessment,
        int policyVersion,
        int modelVersion) {
    /** The policy could not be read. */
    static final int UNREADABLE = -1;

    /** The same, for the log of a decision that had no policy to go by. */
    Basis ofUnreadablePolicy() {
        return new Basis(observed, history, evidence, policy, assessment, UNREADABLE, modelVersion);
    }

    @Override
    public String toString() {
        return "Basis[redacted]";
    }
}
