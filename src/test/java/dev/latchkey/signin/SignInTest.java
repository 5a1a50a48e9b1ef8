package dev.latchkey.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.latchkey.testing.Customer;
import dev.latchkey.testing.VirtualAuthenticator;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The walk through the house over HTTP: signing up, in and out, as an app does it. */
@QuarkusTest
class SignInTest {
    @Test
    void aStrangerSignsUpAndIsSignedIn() throws Exception {
        Customer ana = new Customer();

        Response answer = ana.register(ana.device().create(ana.signUpOptions("ana@example.org")));

        answer.then()
                .statusCode(201)
                .body("outcome", equalTo("signed_up"))
                .body("account.username", equalTo("ana@example.org"))
                .body("credential.current", equalTo(true))
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", equalTo(300))
                .body("acr", equalTo("urn:latchkey:acr:2"))
                .body("amr", contains("pop", "user", "mfa"))
                .body("signals.rpId", equalTo("localhost"))
                .body("signals.allAcceptedCredentialIds", hasSize(1));
        JWTClaimsSet claims = verifiedByAnotherLibrary(ana, answer.path("access_token"));
        assertThat(claims.getSubject()).isEqualTo(answer.path("account.id"));
        assertThat(claims.getStringClaim("acr")).isEqualTo("urn:latchkey:acr:2");
        assertThat(claims.getStringListClaim("amr")).containsExactly("pop", "user", "mfa");
        assertThat(claims.getStringClaim("client_id")).isEqualTo("latchkey-web");
        assertThat(claims.getLongClaim("auth_time")).isEqualTo(((Number) answer.path("auth_time")).longValue());
    }

    @Test
    void aPasskeySignsInWithoutAName() throws Exception {
        Customer ana = new Customer().signUp("ana");

        Response answer = ana.trySignIn(knobs -> knobs);

        answer.then()
                .statusCode(200)
                .body("outcome", equalTo("signed_in"))
                .body("account.username", equalTo("ana"))
                .body("decision.level", equalTo("allow"))
                .body("decision.reasons.code", contains("usual-sign-in"))
                .body("signals.allAcceptedCredentialIds", hasSize(1))
                .header("Cache-Control", equalTo("no-store"));
        verifiedByAnotherLibrary(ana, answer.path("access_token"));
    }

    @Test
    void optionsForAStrangerNameNoPasskeyAndNoAccount() {
        Customer ana = new Customer().signUp("ana");

        Response registration =
                ana.asStranger().body(Map.of("username", "ana")).post("/v1/webauthn/registration/options");
        Response authentication = ana.asStranger().body("{}").post("/v1/webauthn/authentication/options");

        registration
                .then()
                .statusCode(200)
                .body("excludeCredentials", empty())
                .body("attestation", equalTo("none"))
                .body("extensions.credProps", equalTo(true))
                .body("authenticatorSelection.residentKey", equalTo("required"))
                .body("authenticatorSelection.userVerification", equalTo("required"))
                .body("pubKeyCredParams.alg", contains(-7, -8, -35, -36, -257));
        authentication.then().statusCode(200).body("allowCredentials", empty()).body("rpId", equalTo("localhost"));
    }

    @Test
    void optionsComeInAnEnvelopeOnRequest() {
        Customer ana = new Customer();

        Response options = ana.asStranger().body("{}").post("/v1/webauthn/authentication/options?envelope=publicKey");

        options.then()
                .statusCode(200)
                .body("publicKey.challenge", notNullValue())
                .body("challenge", nullValue());
    }

    @Test
    void signingOutEndsTheSessionForAccessAndRefresh() {
        Customer ana = new Customer().signUp("ana");

        ana.signedIn().body("{}").post("/v1/sign-out").then().statusCode(204);

        ana.signedIn().get("/v1/me").then().statusCode(401).body("code", equalTo("session-ended"));
        refresh(ana, ana.refreshToken()).then().statusCode(401).body("code", equalTo("session-ended"));
    }

    @Test
    void signingOutEverywhereEndsEverySession() {
        Customer ana = new Customer().signUp("ana");
        String first = ana.refreshToken();
        ana.signIn();

        ana.signedIn()
                .body(Map.of("everywhere", true))
                .post("/v1/sign-out")
                .then()
                .statusCode(204);

        refresh(ana, first).then().statusCode(401);
        refresh(ana, ana.refreshToken()).then().statusCode(401);
    }

    @Test
    void aRefreshedPairWorksOnAndTheOldTokenBringsTheSameSuccessor() {
        Customer ana = new Customer().signUp("ana");

        Response once = refresh(ana, ana.refreshToken());
        Response again = refresh(ana, ana.refreshToken());

        once.then().statusCode(200).body("acr", equalTo("urn:latchkey:acr:2"));
        String successor = once.path("refresh_token");
        assertThat(again.<String>path("refresh_token")).isEqualTo(successor);
        refresh(ana, successor).then().statusCode(200);
    }

    @Nested
    class Refusals {
        @Test
        void aReplayedAssertionIsRefused() {
            Customer ana = new Customer().signUp("ana");
            String answer = ana.device().get(ana.signInOptions());
            ana.authenticate(answer).then().statusCode(200);

            Response replay = ana.authenticate(answer);

            replay.then()
                    .statusCode(400)
                    .body("code", equalTo("ceremony-expired"))
                    .body("next", hasItem("begin-again"));
        }

        @Test
        void aForgedSignatureSpendsTheChallengeToo() {
            Customer ana = new Customer().signUp("ana");
            String options = ana.signInOptions();
            ana.authenticate(ana.device().get(options, knobs -> knobs.damagedSignature()))
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("sign-in-refused"));

            Response second = ana.authenticate(ana.device().get(options));

            second.then().statusCode(400).body("code", equalTo("ceremony-expired"));
        }

        @Test
        void withoutUserVerificationNobodyComesIn() {
            Customer ana = new Customer().signUp("ana");

            Response answer = ana.trySignIn(knobs -> knobs.uv(false));

            answer.then().statusCode(401).body("code", equalTo("sign-in-refused"));
        }

        @Test
        void aForeignOriginIsRefused() {
            Customer ana = new Customer().signUp("ana");

            Response answer = ana.trySignIn(knobs -> knobs.origin("https://evil.example"));

            answer.then().statusCode(401).body("code", equalTo("sign-in-refused"));
        }

        @Test
        void anUnknownPasskeyIsNamedSoThatItsManagerForgetsIt() {
            Customer ana = new Customer().signUp("ana");
            byte[] unknown = new byte[32];

            Response answer = ana.trySignIn(knobs -> knobs.credentialId(unknown));

            answer.then()
                    .statusCode(404)
                    .body("code", equalTo("unknown-passkey"))
                    .body("signal.rpId", equalTo("localhost"))
                    .body("signal.credentialId", notNullValue());
        }

        @Test
        void somebodyElsesUserHandleIsRefused() {
            Customer ana = new Customer().signUp("ana");

            Response answer = ana.trySignIn(knobs -> knobs.userHandle(new byte[64]));

            answer.then().statusCode(401).body("code", equalTo("sign-in-refused"));
        }

        @Test
        void aChallengeOfOurOwnMakingIsRefusedAndStoresNothing() {
            Customer ana = new Customer().signUp("ana");

            Response answer = ana.trySignIn(knobs -> knobs.challenge("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));

            answer.then().statusCode(400).body("code", equalTo("ceremony-expired"));
        }

        @Test
        void aRegistrationChallengeDoesNotSignIn() {
            Customer ana = new Customer().signUp("ana");
            String challenge = new io.restassured.path.json.JsonPath(ana.signUpOptions("ben")).getString("challenge");

            Response answer = ana.trySignIn(knobs -> knobs.challenge(challenge));

            answer.then().statusCode(400).body("code", equalTo("ceremony-expired"));
        }

        @Test
        void aPasskeyIsRegisteredOnce() {
            Customer ana = new Customer().signUp("ana");
            byte[] taken = ana.device().credentials().getFirst().id();
            Customer ben = new Customer();

            Response answer = ben.register(ben.device()
                    .create(
                            ben.signUpOptions("ben"),
                            knobs -> knobs.credentialId(taken).attestedCredentialId(taken)));

            answer.then().statusCode(409).body("code", equalTo("passkey-already-registered"));
        }

        @Test
        void aMalformedBodyIsOneProblemWithItsFields() {
            Customer ana = new Customer();

            Response answer = ana.authenticate("{\"id\":\"!\",\"type\":\"public-key\"}");

            answer.then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("code", equalTo("invalid-request"))
                    .body("type", equalTo("/problems/invalid-request"))
                    .body("instance", startsWith("urn:uuid:"))
                    .body("fields", notNullValue());
        }

        @Test
        void anotherHostIsServedNothing() {
            new Customer(Customer.origin().replace("localhost", "elsewhere.example"))
                    .asStranger()
                    .body("{}")
                    .post("/v1/webauthn/authentication/options")
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("relying-party-unknown"));
        }

        @Test
        void aPageOfAForeignOriginIsTurnedAway() {
            new Customer()
                    .asStranger()
                    .header("Origin", "https://evil.example")
                    .body("{}")
                    .post("/v1/webauthn/authentication/options")
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("origin-refused"));
        }

        @Test
        void aFormIsNotABody() {
            new Customer()
                    .asStranger()
                    .contentType("text/plain")
                    .body("{}")
                    .post("/v1/webauthn/authentication/options")
                    .then()
                    .statusCode(415)
                    .body("code", equalTo("unsupported-media-type"));
        }
    }

    @Test
    void aSignUpInTheBrowserOfSomebodyElseMakesAnAccountOfItsOwn() {
        Customer ana = new Customer().signUp("ana");
        Customer ben = new Customer(Customer.origin(), new VirtualAuthenticator(Customer.origin()));

        Response options = ana.signedIn().body(Map.of("username", "ben")).post("/v1/webauthn/registration/options");

        options.then().body("user.name", equalTo("ben")).body("excludeCredentials", empty());
        ben.register(ben.device().create(options.asString()))
                .then()
                .statusCode(201)
                .body("outcome", equalTo("signed_up"))
                .body("account.username", equalTo("ben"));
    }

    private static Response refresh(Customer customer, String token) {
        return customer.asStranger().body(Map.of("refresh_token", token)).post("/v1/token/refresh");
    }

    private static JWTClaimsSet verifiedByAnotherLibrary(Customer customer, String token) throws Exception {
        String keys = customer.asStranger().get("/.well-known/jwks.json").asString();
        DefaultJWTProcessor<?> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, new ImmutableJWKSet<>(JWKSet.parse(keys))));
        return processor.process(token, null);
    }
}
