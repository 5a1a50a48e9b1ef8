package dev.latchkey.stepup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.latchkey.testing.Customer;
import dev.latchkey.testing.MovableClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The customer's authenticator app, over HTTP. */
@QuarkusTest
class AuthenticatorAppsTest {
    @Inject
    Lobby lobby;

    @Inject
    MovableClock clock;

    private final Customer ana = new Customer().signUp("ana");
    private final UUID account = Lobby.idOf(ana);

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void anAppIsTheCustomersOnceItsFirstCodeCameBack() {
        Response begun = ana.signedIn().post("/v1/me/totp");
        Response unproven = ana.signedIn().get("/v1/me/totp");
        Response wrong = ana.signedIn().body(Map.of("code", "000000")).post("/v1/me/totp/verify");

        begun.then()
                .statusCode(201)
                .body("secret", matchesPattern("[A-Z2-7]{32}"))
                .body("uri", matchesPattern("otpauth://totp/Latchkey%20demo:ana\\?secret=[A-Z2-7]{32}&issuer=.*"))
                .body("qr_svg", matchesPattern("<svg .*</svg>"));
        unproven.then().statusCode(200).body("enrolled", equalTo(false));
        wrong.then().statusCode(401).body("code", equalTo("step-up-refused"));
        assertThat(lobby.column(account, "select encode(pending, 'escape') from stepup_totp where account = ?"))
                .singleElement()
                .asString()
                .doesNotContain(begun.<String>path("secret"));
        lobby.app(ana);
        ana.signedIn().get("/v1/me/totp").then().body("enrolled", equalTo(true));
        ana.signedIn().delete("/v1/me/totp").then().statusCode(204);
        ana.signedIn().delete("/v1/me/totp").then().statusCode(404);
        ana.signedIn()
                .get("/v1/me/activity")
                .then()
                .body("activity.kind", hasItem("totp_removed"))
                .body("activity.kind", not(hasItem("step_up_failed")));
    }

    @Test
    void anAppIsEnrolledAndRemovedByAFreshPasskeyCheckOnly() {
        clock.advance(Duration.ofMinutes(4).plusSeconds(50));
        ana.signedIn().post("/v1/me/totp").then().statusCode(201);
        clock.advance(Duration.ofSeconds(20));

        ana.signedIn().post("/v1/me/totp").then().statusCode(401).body("code", equalTo("fresh-passkey-needed"));
        ana.signedIn().delete("/v1/me/totp").then().statusCode(401);
    }
}
