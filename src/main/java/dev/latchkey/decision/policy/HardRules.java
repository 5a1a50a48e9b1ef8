package dev.latchkey.decision.policy;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * All rules that hold before any score.
 *
 * @param rules the rules
 * @param trusted networks from which nobody is asked on the score alone; every other rule holds there too
 */
public record HardRules(List<HardRule> rules, List<Network> trusted) {
    /** Keeps immutable copies. */
    public HardRules {
        rules = List.copyOf(rules);
        trusted = List.copyOf(trusted);
    }

    /** Returns the strictest rule that hits; of equals the document's first. */
    public Optional<HardRule> strictest(Circumstances circumstances) {
        return rules.stream()
                .filter(rule -> rule.hits(circumstances))
                .min(Comparator.comparing(HardRule::effect).reversed());
    }

    /** Whether a model of authenticators is one that nobody should rely on any more. */
    public boolean revokes(UUID authenticator) {
        return rules.stream()
                .anyMatch(rule -> rule instanceof HardRule.RevokedAuthenticators(Set<UUID> aaguids, var effect)
                        && aaguids.contains(authenticator));
    }

    /** Whether the attempt comes from a network that is trusted. */
    public boolean trusts(Circumstances circumstances) {
        return circumstances
                .address()
                .filter(address -> trusted.stream().anyMatch(network -> network.holds(address)))
                .isPresent();
    }
}
