package dev.latchkey.decision;

import dev.latchkey.decision.policy.Money;
import java.util.Optional;

/**
 * What an app wants to do for its customer, as far as a decision needs to know it.
 *
 * @param amount how much
 * @param payee to whom, as the app names them, at most 256 UTF-8 bytes
 */
public record Stake(Optional<Money> amount, Optional<String> payee) {
    /** An action without an amount. */
    public static final Stake NONE = new Stake(Optional.empty(), Optional.empty());

    @Override
    public String toString() {
        return "Stake[redacted]";
    }
}
