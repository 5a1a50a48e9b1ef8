package dev.latchkey.decision.policy;

import dev.latchkey.id.AccountId;
import java.util.Optional;

/**
 * A version that is tried, as every replica holds it in memory.
 *
 * @param step the step by which it is tried
 * @param stage how far it is let out
 * @param outcome the version, or why it cannot be read
 */
public record Candidate(Step step, Stage stage, PolicyOutcome outcome) {
    /** Whether this release can work with it. */
    public boolean isReadable() {
        return outcome instanceof PolicyOutcome.InForce;
    }

    /** Returns what decides about an account where {@code inForce} decides about the others. */
    Applied applied(PolicyOutcome inForce, Arms arms, AccountId account) {
        Arm arm = arms.of(step, stage, account);
        boolean missed = !isReadable() && (arm == Arm.CANARY || arm == Arm.SHADOW);
        if (!isReadable() || arm == Arm.REST) {
            return new Applied(inForce, Optional.empty(), Optional.empty(), missed);
        }
        PolicyInForce tried = ((PolicyOutcome.InForce) outcome).policy();
        return new Applied(
                arm == Arm.CANARY ? outcome : inForce,
                arm == Arm.SHADOW ? Optional.of(tried) : Optional.empty(),
                Optional.of(new Applied.Trial(step.id(), arm)),
                false);
    }
}
