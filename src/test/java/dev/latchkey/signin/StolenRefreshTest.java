package dev.latchkey.signin;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.latchkey.testing.BehindAProxy;
import dev.latchkey.testing.Customer;
import dev.latchkey.testing.MovableClock;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A refresh token in other hands: whoever does not look like the device that signed in is asked, and costs nothing. */
@QuarkusTest
@TestProfile(BehindAProxy.class)
class StolenRefreshTest {
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final String SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15"
            + " (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";
    private static final String DEVICE = "__Host-latchkey-device";

    @Inject
    MovableClock clock;

    private final Customer ana = new Customer();
    private final String device = cookie();

    @BeforeEach
    void aSessionWhoseDeviceLeftItsMark() {
        String options = ana.signUpOptions("ana");
        browser()
                .body(ana.device().create(options))
                .post("/v1/webauthn/registration/verify")
                .then()
                .statusCode(201);
        for (int day = 0; day < 12; day++) {
            clock.advance(Duration.ofDays(1));
            String signIn = browser()
                    .body("{}")
                    .post("/v1/webauthn/authentication/options")
                    .asString();
            ana.keep(browser()
                    .body(ana.device().get(signIn))
                    .post("/v1/webauthn/authentication/verify")
                    .then()
                    .statusCode(200)
                    .body("outcome", equalTo("signed_in"))
                    .extract()
                    .response());
        }
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @Test
    void theOwnersBrowserGoesOn() {
        Response answer = refresh(browser(), ana.refreshToken());

        answer.then().statusCode(200).body("access_token", notNullValue());
    }

    @Nested
    class AnotherClientElsewhere {
        @Test
        void isToldToProveItselfFirst() {
            Response answer = refresh(thief(), ana.refreshToken());

            answer.then()
                    .statusCode(401)
                    .header("WWW-Authenticate", containsString("insufficient_user_authentication"))
                    .body("code", equalTo("fresh-passkey-needed"))
                    .body("decision.level", equalTo("step_up"));
        }

        @Test
        void isAskedAlsoWithAnotherDevicesMark() {
            Response answer = refresh(thief().cookie(DEVICE, cookie()), ana.refreshToken());

            answer.then().statusCode(401).body("code", equalTo("fresh-passkey-needed"));
        }

        @Test
        void doesNotCostTheOwnerTheSession() {
            refresh(thief(), ana.refreshToken()).then().statusCode(401);

            refresh(browser(), ana.refreshToken()).then().statusCode(200);
            ana.signedIn().get("/v1/me").then().statusCode(200);
        }
    }

    private RequestSpecification browser() {
        return ana.asStranger()
                .header("X-Forwarded-For", "192.0.2.7")
                .header("User-Agent", FIREFOX)
                .cookie(DEVICE, device);
    }

    private RequestSpecification thief() {
        return ana.asStranger().header("X-Forwarded-For", "203.0.113.7").header("User-Agent", SAFARI);
    }

    private static Response refresh(RequestSpecification client, String token) {
        return client.body(Map.of("refresh_token", token)).post("/v1/token/refresh");
    }

    private static String cookie() {
        byte[] value = new byte[32];
        ThreadLocalRandom.current().nextBytes(value);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    }
}
