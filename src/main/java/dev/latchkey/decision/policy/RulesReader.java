package dev.latchkey.decision.policy;

import dev.latchkey.decision.policy.HardRule.Effect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads {@code $.rules}. */
final class RulesReader {
    private static final int MOST = 10_000;
    private static final int WIDEST_4 = 8;
    private static final int WIDEST_6 = 16;
    private static final int LONGEST_ADDRESS_4 = 4;
    private static final Pattern AAGUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Map<String, Effect> EFFECTS =
            new TreeMap<>(Map.of(Effect.STEP_UP.id(), Effect.STEP_UP, Effect.DENY.id(), Effect.DENY));
    private static final List<String> KNOWN =
            List.of("revoked_authenticators", "denied_networks", "countries", "reported_not_me", "trusted_networks");

    private RulesReader() {}

    static HardRules read(Spot spot) {
        Members members = Members.of(spot, KNOWN);
        List<HardRule> rules = new ArrayList<>();
        members.optional("revoked_authenticators").ifPresent(given -> {
            Members rule = Members.of(given, List.of("aaguids", "effect"));
            rules.add(new HardRule.RevokedAuthenticators(
                    Set.copyOf(list(rule, "aaguids", RulesReader::aaguid)), effect(rule)));
        });
        List<Network> denied = new ArrayList<>();
        members.optional("denied_networks").ifPresent(given -> {
            Members rule = Members.of(given, List.of("networks", "effect"));
            denied.addAll(list(rule, "networks", RulesReader::network));
            rules.add(new HardRule.DeniedNetworks(denied, effect(rule)));
        });
        members.optional("countries").ifPresent(given -> {
            Members rule = Members.of(given, List.of("codes", "effect"));
            rules.add(new HardRule.Countries(Set.copyOf(list(rule, "codes", RulesReader::country)), effect(rule)));
        });
        members.optional("reported_not_me").ifPresent(given -> {
            Members rule = Members.of(given, List.of("days", "effect"));
            int days =
                    rule.required("days").flatMap(value -> value.whole(1, 365)).orElse(1);
            rules.add(new HardRule.ReportedNotMe(Duration.ofDays(days), effect(rule)));
        });
        List<Network> trusted = members.optional("trusted_networks")
                .map(given ->
                        given.list(MOST, one -> network(one).filter(network -> isNotDenied(one, network, denied))))
                .orElse(List.of());
        return new HardRules(rules, trusted);
    }

    private static <T> List<T> list(Members rule, String name, java.util.function.Function<Spot, Optional<T>> reader) {
        return rule.required(name).map(spot -> spot.list(MOST, reader)).orElse(List.of());
    }

    private static Effect effect(Members rule) {
        return rule.required("effect").flatMap(spot -> spot.oneOf(EFFECTS)).orElse(Effect.DENY);
    }

    private static Optional<UUID> aaguid(Spot spot) {
        return spot.text("an AAGUID such as ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4", AAGUID)
                .map(UUID::fromString);
    }

    private static Optional<String> country(Spot spot) {
        return spot.text("two capital letters of ISO 3166-1", COUNTRY)
                .flatMap(code -> COUNTRIES.contains(code) ? Optional.of(code) : spot.wrong("a country of ISO 3166-1"));
    }

    private static Optional<Network> network(Spot spot) {
        Optional<Network> network = spot.value() instanceof String text ? Network.read(text) : Optional.empty();
        if (network.isEmpty()) {
            return spot.wrong("a network such as 203.0.113.0/24 or 2001:db8::/32, with no bit set behind the prefix");
        }
        return network.filter(RulesReader::isNarrow).isPresent()
                ? network
                : spot.wrong("no wider than a /" + WIDEST_4 + " (IPv4) or a /" + WIDEST_6 + " (IPv6)");
    }

    private static boolean isNarrow(Network network) {
        boolean four = network.first().getAddress().length == LONGEST_ADDRESS_4;
        return network.prefix() >= (four ? WIDEST_4 : WIDEST_6);
    }

    private static boolean isNotDenied(Spot spot, Network trusted, List<Network> denied) {
        boolean both = denied.stream()
                .anyMatch(network -> network.prefix() <= trusted.prefix() && network.holds(trusted.first()));
        if (both) {
            spot.fault("is denied by $.rules.denied_networks, which goes first");
        }
        return !both;
    }
}
