package dev.latchkey.assurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How sure we are. */
class AssuranceTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    @Test
    void aUserVerifiedPasskeyIsTwoFactors() {
        Assurance assurance = Assurance.passkey(true, NOON);

        assertThat(assurance.acr()).isEqualTo(Acr.TWO);
        assertThat(assurance.amr()).containsExactlyInAnyOrder(Amr.POP, Amr.USER, Amr.MFA);
    }

    @Test
    void withoutUserVerificationItIsOne() {
        Assurance assurance = Assurance.passkey(false, NOON);

        assertThat(assurance.acr()).isEqualTo(Acr.ONE);
        assertThat(assurance.amr()).containsExactly(Amr.POP);
    }

    @Test
    void aRecoveryCodeIsTheLowestLevel() {
        assertThat(Assurance.recoveryCode(NOON).acr()).isEqualTo(Acr.ONE);
        assertThat(Assurance.recoveryCode(NOON).amr()).containsExactly(Amr.OTP);
    }

    @Test
    void aProofIsFreshUpToTheLastSecond() {
        Assurance assurance = Assurance.passkey(true, NOON);

        assertThat(assurance.satisfies(Acr.TWO, FIVE_MINUTES, NOON.plusSeconds(300)))
                .isTrue();
        assertThat(assurance.satisfies(Acr.TWO, FIVE_MINUTES, NOON.plusSeconds(301)))
                .isFalse();
        assertThat(assurance.satisfies(Acr.THREE, FIVE_MINUTES, NOON)).isFalse();
    }

    @Test
    void weakenedKeepsMeansAndTime() {
        Assurance weakened = Assurance.passkey(true, NOON).weakened();

        assertThat(weakened.acr()).isEqualTo(Acr.ONE);
        assertThat(weakened.amr()).containsExactlyInAnyOrder(Amr.POP, Amr.USER, Amr.MFA);
        assertThat(weakened.authTime()).isEqualTo(NOON);
    }

    @Test
    void levelsAndMeansReadBackFromTheirNames() {
        for (Acr acr : Acr.values()) {
            assertThat(Acr.fromUrn(acr.urn())).hasValue(acr);
        }
        for (Amr amr : Amr.values()) {
            assertThat(Amr.fromValue(amr.value())).hasValue(amr);
        }
        assertThat(Acr.fromUrn("urn:latchkey:acr:4")).isEmpty();
        assertThat(Amr.fromValue("pwd")).isEmpty();
    }
}
