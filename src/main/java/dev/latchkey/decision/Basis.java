package dev.latchkey.decision;

import dev.latchkey.decision.Observer.Observed;
import dev.latchkey.decision.policy.Applied.Trial;
import dev.latchkey.risk.Assessment;
import dev.latchkey.risk.Evidence;
import dev.latchkey.risk.Policy;
import java.util.Optional;

/**
 * What a decision was made of, for the log and for learning. Nothing of it is for the customer's client.
 *
 * @param observed what was seen, and what was known of the account before
 * @param history the row that was read
 * @param evidence the numbers; they say which snapshot of the population they were taken from
 * @param situation what the policy looked at beside them
 * @param policy the costs and lines that held
 * @param assessment what the model made of them
 * @param judged what the policy made of it all; a protected action may demand more than that
 * @param shadow what another policy would have made of it, where one runs in the shadow
 * @param trial where the account stands while a version is tried
 * @param policyVersion of the policy that judged; -1 when it could not be read
 * @param modelVersion of the model
 */
public record Basis(
        Observed observed,
        History history,
        Evidence evidence,
        Situation situation,
        Policy policy,
        Assessment assessment,
        Judged judged,
        Optional<Shadow> shadow,
        Optional<Trial> trial,
        int policyVersion,
        int modelVersion) {
    /** The policy could not be read. */
    static final int UNREADABLE = -1;

    /**
     * What a policy in the shadow would have made of an attempt; nobody was asked by it.
     *
     * @param policyVersion its number
     * @param level what it would have done, as in the log
     * @param outcome the same as trials count it
     */
    record Shadow(int policyVersion, String level, String outcome) {}

    @Override
    public String toString() {
        return "Basis[redacted]";
    }
}
