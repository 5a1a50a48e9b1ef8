package dev.latchkey.signin;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.latchkey.testing.Customer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** One more check at a relying party that prefers user verification, over HTTP. */
@QuarkusTest
class StepUpTest {
    private static final String PREFERRED = Customer.origin().replace("http://localhost", "http://preferred.localhost");

    private final Customer ana = new Customer(PREFERRED).signUp("ana");

    @Test
    void anUnverifiedSignInIsAskedForOneMoreCheckWithItsReason() {
        Response answer = ana.trySignIn(knobs -> knobs.uv(false));

        answer.then()
                .statusCode(200)
                .body("outcome", equalTo("step_up"))
                .body("ticket", notNullValue())
                .body("methods.id", contains("passkey"))
                .body("decision.level", equalTo("step_up"))
                .body("decision.reasons[0].code", equalTo("device-did-not-check"))
                .body("access_token", nullValue());
    }

    @Test
    void theCheckCompletesTheSignIn() {
        String options = stepUpOptions(ticket())
                .then()
                .statusCode(200)
                .body("userVerification", equalTo("required"))
                .body("allowCredentials", not(empty()))
                .extract()
                .asString();

        Response answer = ana.authenticate(ana.device().get(options));

        answer.then()
                .statusCode(200)
                .body("outcome", equalTo("signed_in"))
                .body("acr", equalTo("urn:latchkey:acr:2"))
                .body("access_token", notNullValue());
    }

    @Test
    void aVerifiedSignInIsNotAsked() {
        ana.trySignIn(knobs -> knobs).then().statusCode(200).body("outcome", equalTo("signed_in"));
    }

    @Nested
    class Refusals {
        @Test
        void theCheckItselfMustBeVerified() {
            String options = stepUpOptions(ticket()).asString();

            Response answer = ana.authenticate(ana.device().get(options, knobs -> knobs.uv(false)));

            answer.then().statusCode(401).body("code", equalTo("sign-in-refused"));
        }

        @Test
        void aTicketIsGoodOnce() {
            String ticket = ticket();
            String first = stepUpOptions(ticket).asString();
            String second = stepUpOptions(ticket).asString();
            ana.authenticate(ana.device().get(first)).then().statusCode(200);

            Response again = ana.authenticate(ana.device().get(second));

            again.then().statusCode(401).body("code", equalTo("sign-in-refused"));
            stepUpOptions(ticket).then().statusCode(400).body("code", equalTo("ceremony-expired"));
        }

        @Test
        void aTicketIsGoodAtItsOwnRelyingPartyOnly() {
            String ticket = ticket();

            Response elsewhere = new Customer()
                    .asStranger()
                    .body(Map.of("purpose", "step_up", "ticket", ticket))
                    .post("/v1/webauthn/authentication/options");

            elsewhere.then().statusCode(400).body("code", equalTo("ceremony-expired"));
        }

        @Test
        void aTicketOfCookieModeIsGoodInItsOwnBrowserOnly() {
            Response begun = ana.asStranger().body("{}").post("/v1/webauthn/authentication/options?session=cookie");
            String ticket = ana.asStranger()
                    .cookies(begun.getDetailedCookies())
                    .body(ana.device().get(begun.asString(), knobs -> knobs.uv(false)))
                    .post("/v1/webauthn/authentication/verify")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("ticket");
            Map<String, String> wish = Map.of("purpose", "step_up", "ticket", ticket);

            Response elsewhere = ana.asStranger().body(wish).post("/v1/webauthn/authentication/options");
            Response here = ana.asStranger()
                    .cookies(begun.getDetailedCookies())
                    .body(wish)
                    .post("/v1/webauthn/authentication/options");
            String assertion = ana.device().get(here.asString());

            elsewhere.then().statusCode(400).body("code", equalTo("ceremony-expired"));
            ana.authenticate(assertion).then().statusCode(400);
            ana.asStranger()
                    .cookies(begun.getDetailedCookies())
                    .body(assertion)
                    .post("/v1/webauthn/authentication/verify")
                    .then()
                    .statusCode(200)
                    .body("csrf_token", notNullValue());
        }

        @Test
        void somebodyElsesPasskeyDoesNotComplete() {
            Customer ben = new Customer(PREFERRED).signUp("ben");
            String options = stepUpOptions(ticket()).asString();
            String withoutList = options.replaceAll("\"allowCredentials\":\\[[^]]*]", "\"allowCredentials\":[]");

            Response answer = ana.authenticate(ben.device().get(withoutList));

            answer.then().statusCode(401).body("code", equalTo("sign-in-refused"));
        }

        @Test
        void aTicketOfOurOwnMakingIsRefused() {
            stepUpOptions("AAAA").then().statusCode(400).body("code", equalTo("ceremony-expired"));
        }

        @Test
        void withoutTicketOrTokenThereIsNothingToStepUp() {
            ana.asStranger()
                    .body(Map.of("purpose", "step_up"))
                    .post("/v1/webauthn/authentication/options")
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("token-missing"));
        }

        @Test
        void aTokenOfAnotherRelyingPartyIsRefused() {
            Customer demo = new Customer().signUp("ana");

            Response answer = ana.asStranger()
                    .header("Authorization", "Bearer " + demo.accessToken())
                    .get("/v1/me");

            answer.then().statusCode(401).body("code", equalTo("token-refused"));
        }
    }

    private String ticket() {
        return ana.trySignIn(knobs -> knobs.uv(false))
                .then()
                .statusCode(200)
                .extract()
                .path("ticket");
    }

    private Response stepUpOptions(String ticket) {
        return ana.asStranger()
                .body(Map.of("purpose", "step_up", "ticket", ticket))
                .post("/v1/webauthn/authentication/options");
    }
}
