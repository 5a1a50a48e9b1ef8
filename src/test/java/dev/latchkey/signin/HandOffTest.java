package dev.latchkey.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.latchkey.testing.Customer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The hosted page hands a sign-in over to an app (RFC 7636). */
@QuarkusTest
class HandOffTest {
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private final Customer ana = new Customer().signUp("ana");
    private final String returnTo = Customer.origin() + "/demo/return";

    @Test
    void anAppExchangesTheCodeForASessionOfItsOwn() {
        String code = code(begin(Map.of()));

        Response tokens = exchange(code, VERIFIER, returnTo);

        tokens.then().statusCode(200).body("access_token", notNullValue()).body("acr", equalTo("urn:latchkey:acr:2"));
        String hosted = ana.signedIn().get("/v1/me").path("session.id");
        ana.keep(tokens);
        assertThat(ana.signedIn().get("/v1/me").<String>path("session.id")).isNotEqualTo(hosted);
    }

    @Test
    void theStateComesBackAsItWas() {
        Response begun = begin(Map.of("state", "a b&c=d"));

        assertThat(begun.<String>path("redirect_to"))
                .startsWith(returnTo + "?code=")
                .endsWith("&state=a+b%26c%3Dd");
    }

    @Nested
    class Refusals {
        @Test
        void anAddressThatIsNotRegisteredIsRefused() {
            begin(Map.of("return_to", returnTo + "/"))
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("return-address-unknown"));
        }

        @Test
        void aPlainChallengeIsRefused() {
            begin(Map.of("code_challenge_method", "plain")).then().statusCode(400);
        }

        @Test
        void aStrangerHasNothingToHandOver() {
            ana.asStranger().body(body(Map.of())).post("/v1/hand-off").then().statusCode(401);
        }

        @Test
        void aCodeIsGoodOnce() {
            String code = code(begin(Map.of()));
            exchange(code, VERIFIER, returnTo).then().statusCode(200);

            exchange(code, VERIFIER, returnTo).then().statusCode(401).body("code", equalTo("hand-off-refused"));
        }

        @Test
        void anotherVerifierIsRefusedAndSpendsTheCode() {
            String code = code(begin(Map.of()));

            exchange(code, VERIFIER + "x", returnTo).then().statusCode(401);

            exchange(code, VERIFIER, returnTo).then().statusCode(401);
        }

        @Test
        void anotherReturnAddressIsRefused() {
            String code = code(begin(Map.of()));

            exchange(code, VERIFIER, returnTo + "2").then().statusCode(401);
        }

        @Test
        void aCodeOfASessionThatEndedIsRefused() {
            String code = code(begin(Map.of()));
            ana.signedIn().body("{}").post("/v1/sign-out").then().statusCode(204);

            exchange(code, VERIFIER, returnTo).then().statusCode(401);
        }
    }

    private Response begin(Map<String, String> other) {
        return ana.signedIn().body(body(other)).post("/v1/hand-off");
    }

    private Map<String, String> body(Map<String, String> other) {
        Map<String, String> body = new HashMap<>(
                Map.of("return_to", returnTo, "code_challenge", challenge(), "code_challenge_method", "S256"));
        body.putAll(other);
        return body;
    }

    private static String code(Response begun) {
        String query = URI.create(begun.then().statusCode(200).extract().path("redirect_to"))
                .getQuery();
        return query.substring("code=".length());
    }

    private Response exchange(String code, String verifier, String address) {
        return ana.asStranger()
                .body(Map.of("code", code, "code_verifier", verifier, "return_to", address))
                .post("/v1/token/exchange");
    }

    private static String challenge() {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
        } catch (java.security.GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
