package dev.latchkey.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.postgres.TestServer;
import dev.latchkey.testing.Await;
import dev.latchkey.testing.Customer;
import dev.latchkey.testing.RawHttp.Answer;
import dev.latchkey.testing.Replica;
import dev.latchkey.testing.VirtualAuthenticator;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Two processes of the packaged service, in production's profile, on one database: they are one service. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoReplicasIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ROUNDS = Integer.getInteger("latchkey.rounds", 50);
    private static final int AT_ONCE = 8;
    private static final Duration POLLED = Duration.ofSeconds(15);
    private static final int PORT = Replica.freePort();
    private static final int OTHER_PORT = Replica.freePort();

    private static Replica here;
    private static Replica there;

    @BeforeAll
    static void twoServicesOnOneDatabase() {
        here = Replica.start("replica-here", PORT, settings());
        Map<String, String> talkative = new HashMap<>(settings());
        talkative.put("quarkus.log.level", "DEBUG");
        there = Replica.start("replica-there", OTHER_PORT, talkative);
        here.awaitStarted();
        there.awaitStarted();
    }

    @AfterAll
    static void end() {
        Stream.of(here, there).forEach(Replica::kill);
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(TestServer.settings(TestServer.port()));
        settings.put("latchkey.key", Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes()));
        settings.put("latchkey.allow-desk-settings-in-production", "true");
        settings.put("latchkey.limit.exempt", "127.0.0.0/8,::1");
        settings.put("latchkey.relying-party.demo.name", "Demo");
        settings.put("latchkey.relying-party.demo.rp-id", "localhost");
        settings.put("latchkey.relying-party.demo.hosts", "localhost:" + PORT + ",localhost:" + OTHER_PORT);
        settings.put("latchkey.relying-party.demo.origins", "http://localhost:" + PORT);
        return Map.copyOf(settings);
    }

    /** One customer with one device, as they look from either replica. */
    private record Pair(Customer here, Customer there) {
        static Pair fresh() {
            VirtualAuthenticator device = new VirtualAuthenticator(TwoReplicasIT.here.address());
            return new Pair(
                    new Customer(TwoReplicasIT.here.address(), device),
                    new Customer(TwoReplicasIT.there.address(), device));
        }
    }

    @Test
    void aSignUpBegunHereIsFinishedThere() {
        Pair ana = Pair.fresh();
        String answer = ana.here().device().create(ana.here().signUpOptions("ana"));

        Response response = ana.there().register(answer);

        response.then().statusCode(201).body("outcome", equalTo("signed_up"));
    }

    @Test
    void aSignInBegunThereIsFinishedHereAndItsTokenIsGoodAtBoth() {
        Pair ana = Pair.fresh();
        ana.here().signUp("ana");
        String answer = ana.here().device().get(ana.there().signInOptions());

        Response response = ana.here().authenticate(answer);
        ana.here().keep(response);
        ana.there().keep(response);

        ana.here().signedIn().get("/v1/me").then().statusCode(200);
        ana.there().signedIn().get("/v1/me").then().statusCode(200);
    }

    @Test
    void anAnswerSentToBothAtOnceSignsInOnce() {
        Pair ana = Pair.fresh();
        ana.here().signUp("ana");
        for (int round = 0; round < ROUNDS; round++) {
            String answer = ana.here().device().get(ana.here().signInOptions());

            List<Answer> answers = atOnce(i -> post(i, "/v1/webauthn/authentication/verify", answer));

            assertThat(answers.stream().map(Answer::status).filter(status -> status == 200))
                    .as("round %d: %s", round, answers)
                    .hasSize(1);
            assertThat(answers.stream().map(Answer::status).filter(status -> status == 400))
                    .as("round %d: %s", round, answers)
                    .hasSize(AT_ONCE - 1);
        }
    }

    @Test
    void aSignUpSentToBothAtOnceMakesOneAccount() {
        for (int round = 0; round < ROUNDS / 5; round++) {
            Pair ana = Pair.fresh();
            String answer = ana.here().device().create(ana.here().signUpOptions("ana"));

            List<Answer> answers = atOnce(i -> post(i, "/v1/webauthn/registration/verify", answer));

            assertThat(answers.stream().map(Answer::status).filter(status -> status == 201))
                    .as("round %d: %s", round, answers)
                    .hasSize(1);
            assertThat(answers).allSatisfy(one -> assertThat(one.status()).isLessThan(500));
        }
    }

    @Test
    void oneCredentialInTwoSignUpsAtOnceIsStoredOnce() {
        for (int round = 0; round < ROUNDS / 5; round++) {
            byte[] id = Base64.getUrlEncoder().encode(("credential number " + round + " of " + PORT).getBytes());
            List<String> bodies = Stream.generate(Pair::fresh)
                    .limit(AT_ONCE)
                    .map(pair -> pair.here()
                            .device()
                            .create(
                                    pair.here().signUpOptions("ana"),
                                    knobs -> knobs.credentialId(id).attestedCredentialId(id)))
                    .toList();

            List<Answer> answers = atOnce(i -> post(i, "/v1/webauthn/registration/verify", bodies.get(i)));

            assertThat(answers.stream().map(Answer::status).filter(status -> status == 201))
                    .as("round %d: %s", round, answers)
                    .hasSize(1);
            assertThat(answers.stream().map(Answer::status).filter(status -> status == 409))
                    .as("round %d: %s", round, answers)
                    .hasSize(AT_ONCE - 1);
        }
    }

    @Test
    void aRefreshTokenPresentedAtBothAtOnceHasOneSuccessor() {
        Pair ana = Pair.fresh();
        ana.here().signUp("ana");
        String[] token = {ana.here().refreshToken()};
        for (int round = 0; round < ROUNDS; round++) {
            List<Answer> answers =
                    atOnce(i -> post(i, "/v1/token/refresh", "{\"refresh_token\":\"" + token[0] + "\"}"));

            assertThat(answers)
                    .as("round %d", round)
                    .allSatisfy(one -> assertThat(one.status()).isEqualTo(200));
            List<String> successors = answers.stream()
                    .map(one -> new JsonPath(one.text()).getString("refresh_token"))
                    .distinct()
                    .toList();
            assertThat(successors).as("round %d", round).hasSize(1).doesNotContain(token[0]);
            token[0] = successors.getFirst();
        }
    }

    @Test
    void signingOutHereEndsTheSessionThere() {
        Pair ana = Pair.fresh();
        Response in = ana.here().register(ana.here().device().create(ana.here().signUpOptions("ana")));
        ana.here().keep(in);
        ana.there().keep(in);
        ana.there().signedIn().get("/v1/me").then().statusCode(200);

        ana.here().signedIn().body("{}").post("/v1/sign-out").then().statusCode(204);

        ana.there().signedIn().get("/v1/me").then().statusCode(401).body("code", equalTo("session-ended"));
        ana.there()
                .asStranger()
                .body(Map.of("refresh_token", ana.there().refreshToken()))
                .post("/v1/token/refresh")
                .then()
                .statusCode(401);
    }

    @Test
    void aSigningKeyTurnedOverByTheCommandLineIsSeenByBothAndNobodyIsSignedOut() {
        Pair ana = Pair.fresh();
        Response in = ana.here().register(ana.here().device().create(ana.here().signUpOptions("ana")));
        ana.here().keep(in);
        ana.there().keep(in);
        List<String> before = keys(here);

        Replica.Ended command = Replica.run(atThePortsOf(here), "signing-key", "rotate", "demo");
        assertThat(command.exitCode()).as("%s", command).isZero();
        String fresh = command.out().replaceAll("(?s).*key (\\S+) of demo signs.*", "$1");
        Await.until("the new key here", POLLED, () -> keys(here).contains(fresh));
        Await.until("the new key there", POLLED, () -> keys(there).contains(fresh));

        assertThat(before).doesNotContain(fresh);
        ana.here().signedIn().get("/v1/me").then().statusCode(200);
        // Published first and used some seconds later, so that every verifier can have seen it.
        for (Customer one : List.of(ana.here(), ana.there())) {
            Await.until(
                    "the new key signs",
                    POLLED.multipliedBy(2),
                    () -> header(one.signIn().accessToken()).contains(fresh));
        }
        ana.there()
                .asStranger()
                .header("Authorization", "Bearer " + ana.here().accessToken())
                .get("/v1/me")
                .then()
                .statusCode(200);
    }

    @Test
    void theJournalOfBothIsIntact() {
        Pair ana = Pair.fresh();
        ana.here()
                .keep(ana.here().register(ana.here().device().create(ana.here().signUpOptions("ana"))));
        Await.until("something is sealed", POLLED, () -> sealedEntries() > 0);

        Replica.Ended command = Replica.run(atThePortsOf(here), "journal", "verify");

        assertThat(command.exitCode()).as("%s", command).isZero();
        assertThat(command.out()).contains("intact: ");
    }

    private static long sealedEntries() {
        Matcher count = Pattern.compile("intact: (\\d+) entries")
                .matcher(Replica.run(atThePortsOf(here), "journal", "verify").out());
        return count.find() ? Long.parseLong(count.group(1)) : 0;
    }

    @Test
    void aRelyingPartyPutByTheCommandLineIsServedByBoth() throws IOException {
        Path file = Path.of("target", "shop.json");
        Files.writeString(file, """
                {"name": "Shop", "rp_id": "shop.localhost", "hosts": ["shop.localhost:%d", "shop.localhost:%d"],
                 "origins": ["http://shop.localhost:%d"], "issuer": "http://shop.localhost:%d"}
                """.formatted(PORT, OTHER_PORT, PORT, PORT));

        Replica.Ended command = Replica.run(atThePortsOf(here), "relying-party", "put", "shop", file.toString());

        assertThat(command.exitCode()).as("%s", command).isZero();
        for (Replica replica : List.of(here, there)) {
            Await.until(
                    "the shop is served",
                    Duration.ofSeconds(10),
                    () -> replica.wire()
                                    .send(replica.wire()
                                            .request("GET", "/v1/relying-party")
                                            .header(
                                                    "Host",
                                                    replica.address().replace("http://localhost", "shop.localhost")))
                                    .status()
                            == 200);
        }
    }

    @Test
    void aCommandThatIsNotUnderstoodEndsWithTwoAndSaysWhatWasMeant() {
        Replica.Ended command = Replica.run(atThePortsOf(here), "relying-party", "nonsense");

        assertThat(command.exitCode()).as("%s", command).isEqualTo(2);
        assertThat(command.err()).contains("nonsense", "relying-party");
    }

    @Test
    void withoutADatabaseProductionSaysSoAndDoesNotStart() {
        Map<String, String> settings = new HashMap<>(settings());
        settings.remove("quarkus.datasource.jdbc.url");
        settings.put("quarkus.http.port", Integer.toString(Replica.freePort()));
        settings.put("quarkus.management.port", Integer.toString(Replica.freePort()));

        Replica.Ended refused = Replica.run(settings);

        assertThat(refused.exitCode()).as("%s", refused).isNotZero();
        assertThat((refused.out() + refused.err()).lines())
                .as("%s", refused)
                .anyMatch(line -> line.contains("quarkus.datasource.jdbc.url is not set"));
    }

    @Test
    void whatIsNotForCustomersStandsOnThePortOfItsOwn() {
        for (String path : List.of("/q/health/live", "/q/health/ready", "/q/health/started", "/q/metrics")) {
            assertThat(here.management()
                            .send(here.management().request("GET", path))
                            .status())
                    .as(path)
                    .isEqualTo(200);
        }
        for (String path : List.of(
                "/q/health",
                "/q/health/live",
                "/q/health/ready",
                "/q/health/started",
                "/q/metrics",
                "/q/openapi",
                "/q/swagger-ui",
                "/q/swagger-ui/",
                "/q/dev-ui",
                "/q/dev",
                "/q",
                "/q/info",
                "/q/arc/beans")) {
            assertThat(here.wire().send(here.wire().request("GET", path)).status())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(here.management()
                        .send(here.management().request("GET", "/v1/me"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void nothingSecretAndNoNameOfAWholeJourneyIsInTheLogs() {
        Map<String, String> secrets = new WholeJourney(here.address(), there.address()).walk();

        // The journal's entries and the last lines are written before their answers are sent.
        for (Replica replica : List.of(here, there)) {
            String all = String.join("\n", replica.log()) + replica.besideTheLog();
            secrets.forEach((what, secret) ->
                    assertThat(all.contains(secret)).as("%s in the log", what).isFalse());
        }
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void everyLineOfTheLogIsJsonAndThoseOfARequestNameIt() throws IOException {
        here.wire().send(here.wire().request("GET", "/v1/me").header("Authorization", "Bearer a"));

        for (Replica replica : List.of(here, there)) {
            assertThat(replica.log()).isNotEmpty();
            for (String line : replica.log()) {
                JsonNode entry = JSON.readTree(line);
                assertThat(entry.path("level").asText()).as(line).isNotEmpty();
                assertThat(entry.has("message")).as(line).isTrue();
                assertThat(entry.path("level").asText()).as(line).isNotEqualTo("ERROR");
            }
            assertThat(replica.besideTheLog()).isEmpty();
        }
        assertThat(there.log())
                .as("lines about requests")
                .anyMatch(line -> line.contains("\"mdc\":{") && line.contains("requestId"));
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void aServiceThatIsAskedToEndEndsCleanly() {
        Replica.Ended ended = here.terminate();

        // 128 + 15: ended by SIGTERM, after its own work was done.
        assertThat(ended.exitCode()).isIn(0, 143);
        assertThat(ended.out()).contains("latchkey stopped in").doesNotContain("\"level\":\"ERROR\"");
        Pair.fresh().there().signUp("ana");
    }

    /** The command line runs beside a service on the same machine: it opens no port, so it may have the same ones. */
    private static Map<String, String> atThePortsOf(Replica replica) {
        Map<String, String> settings = new HashMap<>(settings());
        settings.put("quarkus.http.port", Integer.toString(PORT));
        settings.put("quarkus.management.port", Integer.toString(replica.managementPort()));
        return settings;
    }

    private static Answer post(int i, String path, String body) {
        Replica replica = i % 2 == 0 ? here : there;
        return replica.wire().send(replica.wire().request("POST", path).json(body));
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

    private static List<String> keys(Replica replica) {
        Answer answer = replica.wire().send(replica.wire().request("GET", "/.well-known/jwks.json"));
        return new JsonPath(answer.text()).getList("keys.kid");
    }

    private static String header(String jwt) {
        return new String(Base64.getUrlDecoder().decode(jwt.substring(0, jwt.indexOf('.'))));
    }
}
