package dev.latchkey.stepup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.assurance.Acr;
import dev.latchkey.assurance.Amr;
import dev.latchkey.assurance.Assurance;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each method proves. */
class MethodTest {
    private static final Instant EARLIER = Instant.parse("2026-06-01T11:00:00Z");
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final Optional<Assurance> VERIFIED = Optional.of(Assurance.passkey(true, EARLIER));
    private static final Optional<Assurance> UNVERIFIED = Optional.of(Assurance.passkey(false, EARLIER));

    @ParameterizedTest
    @CsvSource({
        "passkey,        3, TWO,   TWO,   TWO",
        "other_passkey,  6, THREE, TWO,   TWO",
        "device,        15, TWO,   ONE,   ONE",
        "totp,          20, THREE, ONE,   ONE",
        "email,         40, TWO,   ONE,   ONE",
        "recovery_code, 30, ONE,   ONE,   ONE"
    })
    void afterAVerifiedPasskeyAfterAnUnverifiedOneAndAlone(
            String id, int seconds, Acr verified, Acr unverified, Acr alone) {
        Method method = Method.of(id).orElseThrow();

        assertThat(method.seconds()).isEqualTo(seconds);
        assertThat(method.after(VERIFIED, NOON).acr()).isEqualTo(verified);
        assertThat(method.after(UNVERIFIED, NOON).acr()).isEqualTo(unverified);
        assertThat(method.after(Optional.empty(), NOON).acr()).isEqualTo(alone);
    }

    @Test
    void onlyAPasskeyMakesTheProofFresh() {
        assertThat(Method.ALL)
                .filteredOn(method -> method.after(VERIFIED, NOON).authTime().equals(NOON))
                .extracting(Method::id)
                .containsExactly("passkey", "other_passkey");
    }

    @Test
    void aWeakenedSessionIsNotRaisedByACode() {
        Optional<Assurance> weakened = VERIFIED.map(Assurance::weakened);

        assertThat(new Method.Totp().after(weakened, NOON).acr()).isEqualTo(Acr.ONE);
        assertThat(new Method.Totp().after(weakened, NOON).amr()).contains(Amr.OTP, Amr.POP);
        assertThat(new Method.EmailCode().after(VERIFIED, NOON).amr()).isEqualTo(Set.of(Amr.POP, Amr.USER, Amr.MFA));
    }

    @Test
    void namesAreReadBackAndUnknownOnesLeftOut() {
        assertThat(Method.read("totp palmistry email")).containsExactly(new Method.Totp(), new Method.EmailCode());
        assertThat(Method.ALL).isSortedAccordingTo(Comparator.comparingInt(Method::seconds));
        assertThat(Method.ALL)
                .filteredOn(Method::isGuessable)
                .extracting(Method::id)
                .containsExactlyInAnyOrder("totp", "email");
        assertThat(Method.ALL)
                .filteredOn(Method::isTyped)
                .extracting(Method::id)
                .containsExactlyInAnyOrder("totp", "email", "recovery_code");
    }
}
