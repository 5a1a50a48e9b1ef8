package dev.latchkey.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.assurance.Acr;
import dev.latchkey.assurance.Amr;
import dev.latchkey.assurance.Assurance;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.relyingparty.RelyingParties;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who passes {@link RequiresAcr}, and what the others are told (RFC 9470 §3). */
@QuarkusTest
class RequiresAcrTest {
    private static final String FRESH = "/test-doorbell/fresh";
    private static final String TWICE = "/test-doorbell/twice";
    private static final Set<Amr> PASSKEY = Set.of(Amr.POP, Amr.USER, Amr.MFA);

    @Inject
    TokenFixture fixture;

    @Inject
    RelyingParties relyingParties;

    private RelyingParty demo;

    @BeforeEach
    void theDemo() {
        demo = relyingParties.find(new RelyingPartyId("demo")).orElseThrow();
    }

    @Test
    void aFreshPasskeyCheckPasses() {
        assertThat(ring(FRESH, Acr.TWO, Duration.ZERO).statusCode()).isEqualTo(200);
    }

    @Test
    void aStrongerProofPassesToo() {
        assertThat(ring(FRESH, Acr.THREE, Duration.ZERO).statusCode()).isEqualTo(200);
        assertThat(ring(TWICE, Acr.THREE, Duration.ZERO).statusCode()).isEqualTo(200);
    }

    @Test
    void aWeakerProofIsToldWhatWouldBeEnough() {
        Response answer = ring(FRESH, Acr.ONE, Duration.ZERO);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.jsonPath().getString("code")).isEqualTo("fresh-passkey-needed");
        assertThat(answer.header("WWW-Authenticate"))
                .isEqualTo("Bearer error=\"insufficient_user_authentication\", "
                        + "error_description=\"A fresh passkey check is needed\", "
                        + "acr_values=\"urn:latchkey:acr:2\", max_age=300");
    }

    @Test
    void anOlderProofIsToldWhatWouldBeEnough() {
        assertThat(ring(FRESH, Acr.TWO, Duration.ofMinutes(4)).statusCode()).isEqualTo(200);
        assertThat(ring(FRESH, Acr.TWO, Duration.ofMinutes(6)).jsonPath().getString("code"))
                .isEqualTo("fresh-passkey-needed");
    }

    @Test
    void aMethodMayWantMoreAndFresher() {
        Response weaker = ring(TWICE, Acr.TWO, Duration.ZERO);
        Response older = ring(TWICE, Acr.THREE, Duration.ofSeconds(90));

        assertThat(weaker.statusCode()).isEqualTo(401);
        assertThat(weaker.jsonPath().getString("code")).isEqualTo("stronger-sign-in-needed");
        assertThat(weaker.header("WWW-Authenticate"))
                .isEqualTo("Bearer error=\"insufficient_user_authentication\", "
                        + "error_description=\"A second fresh proof is needed\", "
                        + "acr_values=\"urn:latchkey:acr:3\", max_age=60");
        assertThat(older.statusCode()).isEqualTo(401);
    }

    @Test
    void whoIsNotSignedInIsAskedForATokenFirst() {
        assertThat(given().post(FRESH).jsonPath().getString("code")).isEqualTo("token-missing");
    }

    private Response ring(String path, Acr acr, Duration age) {
        Assurance proven = new Assurance(acr, PASSKEY, Instant.now().minus(age));
        String token = fixture.signIn(demo, SessionMode.TOKEN, proven).tokens().accessToken();
        return given().header("Authorization", "Bearer " + token).post(path);
    }
}
