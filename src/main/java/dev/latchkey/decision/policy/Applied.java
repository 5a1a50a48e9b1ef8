package dev.latchkey.decision.policy;

import java.util.Optional;

/**
 * What decides about an account.
 *
 * @param policy what decides
 * @param shadow a version that judges along
 * @param trial where the account stands in a trial; empty while no version is tried
 * @param candidateUnreadable whether a version ought to have decided or judged along and could not be read
 */
public record Applied(
        PolicyOutcome policy, Optional<PolicyInForce> shadow, Optional<Trial> trial, boolean candidateUnreadable) {
    /**
     * Where an account stands.
     *
     * @param step the step of the rollout by which a version is tried
     * @param arm the account's arm
     */
    public record Trial(long step, Arm arm) {}

    /** Nothing is tried. */
    public static Applied alone(PolicyOutcome policy) {
        return new Applied(policy, Optional.empty(), Optional.empty(), false);
    }
}
