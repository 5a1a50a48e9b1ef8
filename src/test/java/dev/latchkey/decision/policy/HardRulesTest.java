package dev.latchkey.decision.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.decision.policy.HardRule.Effect;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds before any score. */
class HardRulesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final UUID MODEL = UUID.fromString("ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4");
    private static final HardRules RULES = new HardRules(
            List.of(
                    new HardRule.RevokedAuthenticators(Set.of(MODEL), Effect.STEP_UP),
                    new HardRule.DeniedNetworks(List.of(network("203.0.113.0/24")), Effect.DENY),
                    new HardRule.Countries(Set.of("KP"), Effect.STEP_UP),
                    new HardRule.ReportedNotMe(Duration.ofDays(14), Effect.STEP_UP)),
            List.of(network("198.51.100.0/24")));

    private static Network network(String text) {
        return Network.read(text).orElseThrow();
    }

    private static Circumstances at(String address, String country, UUID model, Duration reportedAgo) {
        return new Circumstances(
                NOW,
                Optional.of(InetAddress.ofLiteral(address)),
                Optional.of(country),
                Optional.of(model),
                Optional.of(NOW.minus(reportedAgo)));
    }

    private static Optional<HardRule> strictest(Circumstances circumstances) {
        return RULES.strictest(RULES.hits(circumstances), NOW, circumstances.reportedNotMe());
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1,    AT, 00000000-0000-0000-0000-000000000000, P14D,       ''",
        "203.0.113.7,  AT, 00000000-0000-0000-0000-000000000000, P14D,       denied_networks",
        "192.0.2.1,    KP, 00000000-0000-0000-0000-000000000000, P14D,       countries",
        "192.0.2.1,    AT, ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4, P14D,       revoked_authenticators",
        "192.0.2.1,    AT, 00000000-0000-0000-0000-000000000000, P13DT23H,   reported_not_me",
        "203.0.113.7,  KP, ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4, P1D,        denied_networks",
    })
    void theStrictestRuleThatHitsIsNamed(String address, String country, UUID model, Duration ago, String rule) {
        Optional<HardRule> hit = strictest(at(address, country, model, ago));

        assertThat(hit.map(HardRule::name).orElse("")).isEqualTo(rule);
    }

    @Test
    void whatIsNotKnownHitsNoRuleAndIsNotTrusted() {
        Circumstances unknown =
                new Circumstances(NOW, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(strictest(unknown)).isEmpty();
        assertThat(RULES.hits(unknown).trusted()).isFalse();
        assertThat(RULES.hits(at("198.51.100.9", "AT", MODEL, Duration.ZERO)).trusted())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.0/24,     203.0.113.255,      true",
        "203.0.113.0/24,     203.0.114.0,        false",
        "203.0.113.128/25,   203.0.113.127,      false",
        "203.0.113.5/32,     203.0.113.5,        true",
        "2001:db8::/32,      2001:db8:ffff::1,   true",
        "2001:db8::/32,      2001:db9::1,        false",
        "2001:db8::/32,      203.0.113.5,        false",
        "203.0.113.0/24,     ::ffff:203.0.113.9, true",
    })
    void aNetworkHoldsItsAddresses(String network, String address, boolean holds) {
        assertThat(network(network).holds(InetAddress.ofLiteral(address))).isEqualTo(holds);
    }
}
