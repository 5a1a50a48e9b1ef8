package dev.latchkey.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.latchkey.postgres.TestServer;
import dev.latchkey.secret.Digests;
import dev.latchkey.testing.Customer;
import dev.latchkey.testing.RawHttp.Answer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/**
 * Flaws that others have published of their services, tried on this one over HTTP. What shows in a single ceremony is
 * tried in {@code dev.latchkey.passkey.PeerFlawsTest}.
 */
@QuarkusTest
class PeersFlawsTest {
    private static final int AT_ONCE = 8;
    private static final String REGISTER = "/v1/webauthn/registration/verify";

    /** ZITADEL CVE-2023-22492: a refresh token outlived the lock of its account. */
    @Test
    void aRefreshTokenDoesNotOutliveTheLockOfItsAccount() throws SQLException {
        Customer ana = new Customer().signUp("ana");
        String account = ana.signedIn().get("/v1/me").path("account.id");

        setState(account, "locked");

        refresh(ana).then().statusCode(401).body("code", equalTo("session-ended"));
        ana.signedIn().get("/v1/me").then().statusCode(401);
        ana.trySignIn(knobs -> knobs).then().statusCode(401).body("code", equalTo("sign-in-refused"));
    }

    /** The same, by way of an app that holds a code. */
    @Test
    void aHandOffCodeDoesNotOutliveTheLockOfItsAccount() throws SQLException {
        Customer ana = new Customer().signUp("ana");
        String account = ana.signedIn().get("/v1/me").path("account.id");
        String returnTo = Customer.origin() + "/demo/return";
        String verifier = "a-verifier-of-at-least-forty-three-characters-in-all";
        String redirect = ana.signedIn()
                .body(Map.of("return_to", returnTo, "code_challenge", s256(verifier), "code_challenge_method", "S256"))
                .post("/v1/hand-off")
                .path("redirect_to");

        setState(account, "locked");
        Response tokens = ana.asStranger()
                .body(Map.of(
                        "code", redirect.replaceAll(".*code=", ""), "code_verifier", verifier, "return_to", returnTo))
                .post("/v1/token/exchange");

        tokens.then().statusCode(401).body("code", equalTo("hand-off-refused"));
    }

    /** The same, for an account that is gone. */
    @Test
    void aRefreshTokenDoesNotOutliveItsAccount() {
        Customer ana = new Customer().signUp("ana");

        ana.signedIn().delete("/v1/me").then().statusCode(204);

        refresh(ana).then().statusCode(401).body("code", equalTo("session-ended"));
        ana.signedIn().get("/v1/me").then().statusCode(401);
    }

    /** Keycloak: two registrations at once stored one credential twice. */
    @Test
    void oneAnswerToARegistrationSentManyTimesAtOnceIsStoredOnce() {
        Customer ana = new Customer();
        String answer = ana.device().create(ana.signUpOptions("ana"));

        List<Answer> answers = atOnce(i -> register(answer));

        assertThat(answers.stream().map(Answer::status)).containsOnlyOnce(201);
        assertThat(answers).allSatisfy(one -> assertThat(one.status()).isIn(201, 400, 409));
        assertThat(ana.signIn().signedIn().get("/v1/me/credentials").<List<?>>path("credentials"))
                .hasSize(1);
    }

    /** Keycloak again: one credential id in several registrations at once. */
    @Test
    void oneCredentialInManyRegistrationsAtOnceIsStoredOnce() {
        byte[] id = UUID.randomUUID().toString().getBytes();
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            Customer one = new Customer();
            bodies.add(one.device()
                    .create(
                            one.signUpOptions("ana"),
                            knobs -> knobs.credentialId(id).attestedCredentialId(id)));
        }

        List<Answer> answers = atOnce(i -> register(bodies.get(i)));

        assertThat(answers.stream().map(Answer::status)).containsOnlyOnce(201);
        assertThat(answers.stream().map(Answer::status).filter(status -> status == 409))
                .hasSize(AT_ONCE - 1);
    }

    /** Quarkus' extension: storing a second user of a name failed or replaced the first. */
    @Test
    void aNameThatIsThereAlreadyTakesNothingFromWhoHadIt() {
        Customer first = new Customer().signUp("the same name");
        Customer second = new Customer().signUp("the same name");

        assertThat(first.signedIn().get("/v1/me").<String>path("account.id"))
                .isNotEqualTo(second.signedIn().get("/v1/me").path("account.id"));
        first.signIn();
        second.signIn();
    }

    /** Quarkus' extension and keycloak: names that are to be unique, taken many times at once. */
    @Test
    void aUniqueNameIsTakenOnceHoweverManyTryAtOnce() {
        String unique = Customer.origin().replace("http://localhost", "http://unique.localhost");
        String name = "unique-" + UUID.randomUUID();
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            Customer one = new Customer(unique);
            bodies.add(one.device().create(one.signUpOptions(name)));
        }

        List<Answer> answers = atOnce(i -> Api.wire()
                .send(Api.wire()
                        .request("POST", REGISTER)
                        .header("Host", unique.replace("http://", ""))
                        .json(bodies.get(i))));

        assertThat(answers.stream().map(Answer::status)).containsOnlyOnce(201);
        assertThat(answers.stream().map(Answer::status).filter(status -> status == 409))
                .hasSize(AT_ONCE - 1);
    }

    /** vertx-auth#764: each registration of one user came with a new random handle. */
    @Test
    void everyPasskeyOfAnAccountCarriesTheSameHandleAndNoOtherAccountDoes() {
        Customer ana = new Customer().signUp("ana");
        String handle = ana.signedIn().get("/v1/me").path("signals.userId");

        Response options = ana.signedIn().body("{}").post("/v1/webauthn/registration/options");
        String another = new JsonPath(new Customer().signUpOptions("ana")).getString("user.id");

        options.then().statusCode(200).body("user.id", equalTo(handle));
        assertThat(another).isNotEqualTo(handle);
    }

    /** Pocket ID: a failed verification rolled its transaction back, and the challenge with it. */
    @Test
    void aRegistrationThatFailsSpendsItsChallengeAllTheSame() {
        Customer ana = new Customer();
        String options = ana.signUpOptions("ana");
        ana.register(ana.device().create(options, knobs -> knobs.rpId("evil.example")))
                .then()
                .statusCode(400)
                .body("code", equalTo("registration-refused"));

        Response second = ana.register(ana.device().create(options));

        second.then().statusCode(400).body("code", equalTo("ceremony-expired"));
    }

    /** Yubico YSA-2026-02: an assertion was accepted that another user's credential had made. */
    @Test
    void aStepUpBegunForOneIsNotAnsweredByAnother() {
        Customer ana = new Customer().signUp("ana");
        Customer ben = new Customer().signUp("ben");
        String options = ana.signedIn()
                .body(Map.of("purpose", "step_up"))
                .post("/v1/webauthn/authentication/options")
                .asString()
                .replaceAll("\"allowCredentials\":\\[[^\\]]*\\]", "\"allowCredentials\":[]");

        Response answer = ana.authenticate(ben.device().get(options));

        answer.then().statusCode(401).body("code", equalTo("sign-in-refused"));
    }

    /** keycloak#48388: the AAGUID was believed although attestation was {@code none}. */
    @Test
    void theNameOfAHardwareKeyRaisesNothing() {
        UUID securityKey = UUID.fromString("ee882879-721c-4913-9775-3dfcce97072a");
        Customer ana = new Customer();

        Response answer =
                ana.register(ana.device().create(ana.signUpOptions("ana"), knobs -> knobs.aaguid(securityKey)));

        answer.then().statusCode(201).body("acr", equalTo("urn:latchkey:acr:2"));
        assertThat(answer.<List<String>>path("amr")).doesNotContain("hwk");
    }

    /** keycloakify#1050: {@code residentKey} was dropped on the way to the browser. */
    @Test
    void optionsAskForADiscoverableCredentialInEveryEnvelope() {
        for (String query : List.of("", "?envelope=publicKey", "?session=cookie")) {
            Response options = new Customer()
                    .asStranger()
                    .body(Map.of("username", "ana"))
                    .post("/v1/webauthn/registration/options" + query);

            String at = query.contains("envelope") ? "publicKey." : "";
            options.then()
                    .statusCode(200)
                    .body(at + "authenticatorSelection.residentKey", equalTo("required"))
                    .body(at + "authenticatorSelection.requireResidentKey", equalTo(true))
                    .body(at + "authenticatorSelection.userVerification", not(equalTo("discouraged")));
        }
    }

    private static Response refresh(Customer customer) {
        return customer.asStranger()
                .body(Map.of("refresh_token", customer.refreshToken()))
                .post("/v1/token/refresh");
    }

    private static String s256(String verifier) {
        return Digests.sha256(verifier.getBytes(StandardCharsets.US_ASCII)).toBase64Url();
    }

    private static Answer register(String body) {
        return Api.wire().send(Api.wire().request("POST", REGISTER).json(body));
    }

    private static void setState(String account, String state) throws SQLException {
        try (Connection owner = TestServer.asOwner();
                PreparedStatement update = owner.prepareStatement("update account set state = ? where id = ?::uuid")) {
            update.setString(1, state);
            update.setString(2, account);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    private static List<Answer> atOnce(IntFunction<Answer> call) {
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Answer>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < AT_ONCE; i++) {
                int place = i;
                answers.add(threads.submit(() -> {
                    go.await();
                    return call.apply(place);
                }));
            }
            go.countDown();
        }
        return answers.stream().map(Future::resultNow).toList();
    }
}
