package dev.latchkey.me;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.testing.Customer;
import dev.latchkey.testing.VirtualAuthenticator;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The customer's own things over HTTP. */
@QuarkusTest
class MeTest {
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    @Test
    void whoAmISaysAccountSessionCodesAndSignals() {
        Customer ana = new Customer().signUp("ana");

        Response me = ana.signedIn().get("/v1/me");

        me.then()
                .statusCode(200)
                .body("account.username", equalTo("ana"))
                .body("session.acr", equalTo("urn:latchkey:acr:2"))
                .body("recovery_codes.left", equalTo(0))
                .body("recovery_codes.created_at", nullValue())
                .body("signals.allAcceptedCredentialIds", hasSize(1))
                .body("$", org.hamcrest.Matchers.not(org.hamcrest.Matchers.hasKey("csrf_token")));
    }

    @Test
    void namesCanBeChangedOneAtATime() {
        Customer ana = new Customer().signUp("ana");

        Response me = ana.signedIn().body(Map.of("displayName", "Ana María")).patch("/v1/me");

        me.then()
                .statusCode(200)
                .body("account.displayName", equalTo("Ana María"))
                .body("account.username", equalTo("ana"))
                .body("signals.displayName", equalTo("Ana María"));
    }

    @Test
    void passkeysAreListedRenamedAndRemoved() {
        Customer ana = new Customer().signUp("ana");
        String second = addPasskey(ana, ana.device());

        ana.signedIn()
                .body(Map.of("nickname", "Old laptop"))
                .patch("/v1/me/credentials/" + second)
                .then()
                .statusCode(200)
                .body("nickname", equalTo("Old laptop"));
        ana.signedIn().get("/v1/me/credentials").then().body("credentials", hasSize(2));
        Response removed = ana.signedIn().delete("/v1/me/credentials/" + second);

        removed.then().statusCode(200).body("signals.allAcceptedCredentialIds", hasSize(1));
        ana.signedIn().get("/v1/me/credentials/" + second).then().statusCode(404);
    }

    @Test
    void optionsForTheSignedInExcludeWhatTheyHave() {
        Customer ana = new Customer().signUp("ana");

        Response options = ana.signedIn().body("{}").post("/v1/webauthn/registration/options");

        options.then().statusCode(200).body("excludeCredentials", hasSize(1)).body("user.name", equalTo("ana"));
    }

    @Test
    void sessionsAreListedByDeviceAndEndedOneByOne() {
        Customer ana = new Customer().signUp("ana");
        String phone = ana.accessToken();
        String answer = ana.device().get(ana.signInOptions());
        ana.keep(ana.asStranger()
                .header("User-Agent", FIREFOX)
                .body(answer)
                .post("/v1/webauthn/authentication/verify")
                .then()
                .statusCode(200)
                .extract()
                .response());

        Response sessions = ana.signedIn().get("/v1/me/sessions");

        sessions.then()
                .statusCode(200)
                .body("sessions", hasSize(2))
                .body("sessions.find { it.current }.device.browser", equalTo("Firefox"))
                .body("sessions.find { it.current }.device.os", equalTo("Linux"));
        String other = sessions.path("sessions.find { !it.current }.id");
        ana.signedIn().delete("/v1/me/sessions/" + other).then().statusCode(204);
        ana.asStranger()
                .header("Authorization", "Bearer " + phone)
                .get("/v1/me")
                .then()
                .statusCode(401)
                .body("code", equalTo("session-ended"));
    }

    @Test
    void activityTellsWhatHappenedTheNewestFirst() {
        Customer ana = new Customer().signUp("ana").signIn();

        Response activity = ana.signedIn().get("/v1/me/activity");

        activity.then()
                .statusCode(200)
                .body("activity[0].kind", equalTo("signed_in"))
                .body("activity[0].decision.level", equalTo("allow"))
                .body("activity[0].decision.reasons[0].code", equalTo("usual-sign-in"))
                .body("activity[0].device", notNullValue())
                .body("activity[1].kind", equalTo("signed_up"))
                .body("next", nullValue());
    }

    @Test
    void activityGoesOnPageByPageWithoutGapsOrRepeats() {
        Customer ana = new Customer().signUp("ana");
        for (int i = 0; i < 22; i++) {
            ana.signedIn()
                    .body(Map.of("displayName", "Ana " + i))
                    .patch("/v1/me")
                    .then()
                    .statusCode(200);
        }

        Response first = ana.signedIn().get("/v1/me/activity");
        Response second = ana.signedIn().get("/v1/me/activity?before=" + first.path("next"));

        assertThat(first.<List<String>>path("activity.id")).hasSize(20);
        assertThat(second.<List<String>>path("activity.id"))
                .hasSize(3)
                .doesNotContainAnyElementsOf(first.<List<String>>path("activity.id"));
        second.then().body("activity.kind", hasItem("signed_up")).body("next", nullValue());
    }

    @Test
    void afterAStepUpTheSessionHasANewNameAndTheOldTokensAreWorthless() {
        Customer ana = new Customer().signUp("ana");
        String before = ana.signedIn().get("/v1/me").path("session.id");
        String oldRefresh = ana.refreshToken();

        ana.stepUp();

        assertThat(ana.signedIn().get("/v1/me").<String>path("session.id")).isNotEqualTo(before);
        ana.asStranger()
                .body(Map.of("refresh_token", oldRefresh))
                .post("/v1/token/refresh")
                .then()
                .statusCode(401);
    }

    @Test
    void anAccountIsErasedForGood() {
        Customer ana = new Customer().signUp("ana");

        ana.signedIn().delete("/v1/me").then().statusCode(204);

        ana.signedIn().get("/v1/me").then().statusCode(401);
        ana.trySignIn(knobs -> knobs).then().statusCode(404).body("code", equalTo("unknown-passkey"));
    }

    @Nested
    class Refusals {
        @Test
        void aStrangerIsToldToSignIn() {
            new Customer()
                    .asStranger()
                    .get("/v1/me")
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("token-missing"))
                    .header("WWW-Authenticate", containsString("Bearer"));
        }

        @Test
        void theLastPasskeyStays() {
            Customer ana = new Customer().signUp("ana");
            String only = ana.signedIn().get("/v1/me/credentials").path("credentials[0].id");

            Response answer = ana.signedIn().delete("/v1/me/credentials/" + only);

            answer.then().statusCode(409).body("code", equalTo("last-passkey"));
        }

        @Test
        void anotherCustomersPasskeyIsNotFound() {
            Customer ana = new Customer().signUp("ana");
            Customer ben = new Customer().signUp("ben");
            String anas = ana.signedIn().get("/v1/me/credentials").path("credentials[0].id");

            ben.signedIn().get("/v1/me/credentials/" + anas).then().statusCode(404);
            ben.signedIn().delete("/v1/me/credentials/" + anas).then().statusCode(404);
            ben.signedIn()
                    .body(Map.of("nickname", "mine"))
                    .patch("/v1/me/credentials/" + anas)
                    .then()
                    .statusCode(404);
        }

        @Test
        void anotherCustomersSessionIsNotFound() {
            Customer ana = new Customer().signUp("ana");
            Customer ben = new Customer().signUp("ben");
            String anas = ana.signedIn().get("/v1/me").path("session.id");

            ben.signedIn().delete("/v1/me/sessions/" + anas).then().statusCode(404);

            ana.signedIn().get("/v1/me").then().statusCode(200);
        }

        @Test
        void aNameWithControlCharactersIsRefusedAndTheOldOneStays() {
            Customer ana = new Customer().signUp("ana");

            Response answer =
                    ana.signedIn().body(Map.of("displayName", "A\u0007na")).patch("/v1/me");

            answer.then().statusCode(400).body("fields[0].name", equalTo("displayName"));
            ana.signedIn().get("/v1/me").then().body("account.displayName", equalTo("ana"));
        }

        @Test
        void aCursorOfOurOwnMakingIsRefused() {
            Customer ana = new Customer().signUp("ana");

            ana.signedIn().get("/v1/me/activity?before=AAAA").then().statusCode(400);
            ana.signedIn().get("/v1/me/activity?before=%00").then().statusCode(400);
        }

        @Test
        void moreThanTwentyPasskeysAreTooMany() {
            Customer ana = new Customer().signUp("ana");
            for (int i = 1; i < 20; i++) {
                addPasskey(ana, ana.device());
            }

            Response options = ana.signedIn().body("{}").post("/v1/webauthn/registration/options");

            options.then().statusCode(409).body("code", equalTo("too-many-passkeys"));
        }
    }

    private static String addPasskey(Customer customer, VirtualAuthenticator device) {
        String options = customer.signedIn()
                .body("{}")
                .post("/v1/webauthn/registration/options")
                .asString();
        return customer.register(device.create(options))
                .then()
                .statusCode(201)
                .body("outcome", equalTo("passkey_added"))
                .body("access_token", nullValue())
                .body("signals.allAcceptedCredentialIds", org.hamcrest.Matchers.not(empty()))
                .extract()
                .path("credential.id");
    }
}
