package dev.latchkey.decision.policy;

/** Whether a relying party has a policy to decide by. */
public sealed interface PolicyOutcome {
    /** It has. */
    record InForce(PolicyInForce policy) implements PolicyOutcome {
        /** Returns the version, which a decision records; 0 is the one that comes with the release. */
        public int version() {
            return policy.version();
        }
    }

    /**
     * It ought to, and nobody can read it: every attempt is asked for one more check.
     *
     * @param reason in words for an operator
     */
    record Unreadable(String reason) implements PolicyOutcome {}
}
