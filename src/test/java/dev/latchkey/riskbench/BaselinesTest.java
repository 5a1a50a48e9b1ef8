package dev.latchkey.riskbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Each baseline on an example that can be counted by hand. */
class BaselinesTest {
    private static final long NOON = 1_704_110_400_000L;
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;

    @Test
    void freemanCountsAnAllNewAddressAsFourTimesTheUsers() {
        Freeman freeman = Freeman.simple();
        freeman.learn(row(1, NOON, "a", "x"));
        freeman.learn(row(1, NOON, "a", "x"));
        freeman.learn(row(2, NOON, "b", "x"));

        // Address unknown: p/(p/4) = 4. Agent: seen 3 of 3, M = 1 twice: (1 − 1/4)·(1 − 1/4) = 9/16, the user's is 1.
        // (1/|U|)/(n_u/N) = (1/2)/(2/3) = 3/4.
        assertThat(freeman.score(row(1, NOON, "c", "x"))).isCloseTo(4 * 9.0 / 16 * 3 / 4, within(1e-12));
    }

    @Test
    void freemanDoesNotScoreAFirstLogin() {
        Freeman freeman = Freeman.extended();
        freeman.learn(row(1, NOON, "a", "x"));

        assertThat(freeman.score(row(2, NOON, "a", "x"))).isZero();
    }

    @Test
    void freemanScoresAFrequentUserLowerForTheSameAnomaly() {
        Freeman freeman = Freeman.extended();
        for (int i = 0; i < 20; i++) {
            freeman.learn(row(1, NOON, "a", "x"));
        }
        freeman.learn(row(2, NOON, "a", "x"));

        assertThat(freeman.score(row(1, NOON, "c", "y")))
                .isCloseTo(freeman.score(row(2, NOON, "c", "y")) / 20, within(1e-12));
    }

    @Test
    void casTakesTheMeanOfFourShares() {
        CasMean cas = new CasMean();
        cas.learn(row(1, NOON, "a", "x"));
        cas.learn(row(1, NOON + DAY, "b", "x"));
        cas.learn(row(1, NOON + 2 * DAY + 6 * HOUR, "a", "x"));

        // Address: 2 of 3 agree; agent and place: all; the hour: 2 of 3 within two hours.
        assertThat(cas.score(row(1, NOON + 3 * DAY, "a", "x")))
                .isCloseTo((1 / 3.0 + 0 + 0 + 1 / 3.0) / 4, within(1e-12));
    }

    @Test
    void casCallsAnybodyRiskyWhoWasAwayForAMonth() {
        CasMean cas = new CasMean();
        cas.learn(row(1, NOON, "a", "x"));

        assertThat(cas.score(row(1, NOON + 31 * DAY, "a", "x"))).isEqualTo(1);
    }

    @Test
    void keycloakAddsGradedEvidence() {
        KeycloakLogOdds keycloak = new KeycloakLogOdds();
        keycloak.learn(row(1, NOON, "a", "x"));

        // Known device, browser, system, city and hour; no failures.
        assertThat(keycloak.score(row(1, NOON + DAY, "a", "x"))).isCloseTo(5 * -0.3, within(1e-12));
        // Another agent and browser, five hours later: 0.8 + 0.8, system and city known, hour 0.8.
        assertThat(keycloak.score(row(1, NOON + DAY + 5 * HOUR, "a", "y")))
                .isCloseTo(0.8 + 0.8 - 0.3 - 0.3 + 0.8, within(1e-12));
    }

    @Test
    void threeLevelsAskForDeviceThenCountry() {
        ThreeLevels rules = new ThreeLevels();
        rules.learn(row(1, NOON, "a", "x"));

        assertThat(rules.score(row(1, NOON, "b", "x"))).isZero();
        assertThat(rules.score(row(1, NOON, "b", "y"))).isEqualTo(1);
        assertThat(rules.score(row(2, NOON, "b", "y"))).isEqualTo(2);
    }

    static Login row(long user, long at, String address, String agent) {
        return new Login(
                0,
                at,
                user,
                Double.NaN,
                address,
                "NO",
                "R",
                "C",
                64_496,
                agent,
                "browser " + agent,
                "os",
                "mobile",
                true,
                false,
                false,
                Extras.UNKNOWN,
                Attacker.NONE);
    }
}
