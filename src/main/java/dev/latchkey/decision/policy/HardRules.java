package dev.latchkey.decision.policy;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * All rules that hold before any score.
 *
 * @param rules the rules
 * @param trusted networks from which nobody is asked on the score alone; every other rule holds there too
 */
public record HardRules(List<HardRule> rules, List<Network> trusted) {
    /** The names of all kinds of rules, in the order in which the log counts them: only ever added to at the end. */
    public static final List<String> NAMES =
            List.of("revoked_authenticators", "denied_networks", "countries", "reported_not_me");

    /** Keeps immutable copies. */
    public HardRules {
        rules = List.copyOf(rules);
        trusted = List.copyOf(trusted);
    }

    /**
     * Which rules an attempt hit, without what they looked at.
     *
     * @param rules their names in a document
     * @param trusted whether it came from a network that is trusted
     */
    public record Hits(Set<String> rules, boolean trusted) {
        /** No rule. */
        public static final Hits NONE = new Hits(Set.of(), false);

        /** Keeps an immutable copy. */
        public Hits {
            rules = Set.copyOf(rules);
        }
    }

    /** Returns which rules hit. */
    public Hits hits(Circumstances circumstances) {
        return new Hits(
                rules.stream()
                        .filter(rule -> rule.hits(circumstances))
                        .map(HardRule::name)
                        .collect(Collectors.toUnmodifiableSet()),
                circumstances
                        .address()
                        .filter(address -> trusted.stream().anyMatch(network -> network.holds(address)))
                        .isPresent());
    }

    /**
     * Returns the strictest rule that hits; of equals the document's first. What addresses, countries and models hit is
     * taken over from {@code hits}, under whose lists it was found; a report is looked at anew.
     */
    public Optional<HardRule> strictest(Hits hits, Instant at, Optional<Instant> reportedAt) {
        return rules.stream()
                .filter(rule -> rule instanceof HardRule.ReportedNotMe reported
                        ? reported.holds(at, reportedAt)
                        : hits.rules().contains(rule.name()))
                .min(Comparator.comparing(HardRule::effect).reversed());
    }

    /** Whether a model of authenticators is one that nobody should rely on any more. */
    public boolean revokes(UUID authenticator) {
        return rules.stream()
                .anyMatch(rule -> rule instanceof HardRule.RevokedAuthenticators(Set<UUID> aaguids, var effect)
                        && aaguids.contains(authenticator));
    }
}
