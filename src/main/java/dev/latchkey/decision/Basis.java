package dev.latchkey.decision;

import dev.latchkey.risk.Assessment;
import dev.latchkey.risk.Evidence;
import dev.latchkey.risk.Facts;
import dev.latchkey.risk.Policy;
import dev.latchkey.risk.Profile;

/**
 * What a decision was made of, for the log and for learning.
 *
 * @param facts what was observed
 * @param profile what was known of the account before; empty when it could not be read
 * @param history the row it was read from
 * @param evidence the numbers
 * @param policy the costs and lines that held
 * @param assessment what the model made of them
 * @param policyVersion of the policy in force; -1 when it could not be read
 * @param modelVersion of the model
 * @param snapshot of the population's counts; 0 before the first
 */
public record Basis(
        Facts facts,
        Profile profile,
        History history,
        Evidence evidence,
        Policy policy,
        Assessment assessment,
        int policyVersion,
        int modelVersion,
        long snapshot) {
    /** The same, for the log of a decision that had no policy to go by. */
    Basis ofUnreadablePolicy() {
        return new Basis(facts, profile, history, evidence, policy, assessment, -1, modelVersion, snapshot);
    }

    @Override
    public String toString() {
        return "Basis[redacted]";
    }
}
