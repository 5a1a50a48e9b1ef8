package dev.latchkey.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesRegex;

import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.relyingparty.ApiClients;
import dev.latchkey.testing.Customer;
import dev.latchkey.testing.Knobs;
import dev.latchkey.testing.MovableClock;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one source may ask of a replica, told from behind a proxy; each test has addresses of its own. */
@QuarkusTest
@TestProfile(LimitsTest.Narrow.class)
class LimitsTest {
    private static final String OPTIONS = "/v1/webauthn/authentication/options";
    private static final String VERIFY = "/v1/webauthn/authentication/verify";
    private static final String ASSESS = "/v1/risk/assess";
    private static final int BEGIN = 5;
    private static final int PROVE = 6;
    private static final int OTHER = 8;
    private static final int CLIENT = 4;
    private static final int FAILURE_COST = 3;
    private static final AtomicInteger SOURCES = new AtomicInteger();

    /** Allowances so small that a test can use them up, and a proxy, which is the test. */
    public static final class Narrow implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "latchkey.proxies", "127.0.0.0/8,::1,10.1.0.0/16",
                    "latchkey.limit.per", "PT1H",
                    "latchkey.limit.begin", "" + BEGIN,
                    "latchkey.limit.prove", "" + PROVE,
                    "latchkey.limit.other", "" + OTHER,
                    "latchkey.limit.client", "" + CLIENT,
                    "latchkey.limit.failure-cost", "" + FAILURE_COST,
                    "latchkey.limit.exempt", "203.0.113.0/24,2001:db8:77::/48");
        }
    }

    @Inject
    MovableClock clock;

    @Inject
    ApiClients clients;

    private final Customer ana = new Customer();

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void whoAsksTooMuchIsToldWhenToComeBackAndNobodyElseIs() {
        String busy = source();
        String other = source();
        begin(busy, BEGIN);

        Response refused = begin(busy);
        Response others = begin(other);

        refused.then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", matchesRegex("[1-9][0-9]*"))
                .header("X-Request-Id", matchesRegex("[0-9a-f-]{36}"))
                .body("code", equalTo("too-many-requests"))
                .body("next", contains("wait"));
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(600, 720);
        others.then().statusCode(200);
    }

    @Test
    void anAllowanceComesBackWithTimeAndNoFaster() {
        String busy = source();
        begin(busy, BEGIN);
        begin(busy).then().statusCode(429);

        clock.advance(Duration.ofMinutes(12).plusSeconds(1));

        begin(busy).then().statusCode(200);
        begin(busy).then().statusCode(429);
    }

    @Test
    void oneKindOfCallUsesUpNothingOfAnother() {
        String busy = source();
        begin(busy, BEGIN);
        begin(busy).then().statusCode(429);

        Response refresh = at(busy).body(Map.of("refresh_token", "x")).post("/v1/token/refresh");
        Response other = at(busy).get("/v1/me");
        Response proof = at(busy).body("{}").post(VERIFY);

        refresh.then().statusCode(401);
        other.then().statusCode(401);
        proof.then().statusCode(400);
    }

    @Test
    void everythingElseHasAnAllowanceToo() {
        String busy = source();
        IntStream.range(0, OTHER).forEach(i -> at(busy).get("/v1/me").then().statusCode(401));

        at(busy).get("/v1/me").then().statusCode(429);
        at(source()).get("/v1/me").then().statusCode(401);
    }

    @Test
    void pagesKeysPreflightsAndHealthAreFree() {
        String busy = source();
        begin(busy, BEGIN);
        begin(busy).then().statusCode(429);

        for (int i = 0; i < 3 * OTHER; i++) {
            at(busy).get("/").then().statusCode(200);
            at(busy).get("/.well-known/jwks.json").then().statusCode(200);
            at(busy).get("/q/health/live").then().statusCode(200);
            at(busy).header("Origin", Customer.origin())
                    .header("Access-Control-Request-Method", "POST")
                    .options(OPTIONS)
                    .then()
                    .statusCode(204);
        }
    }

    @Test
    void aPageOfAnotherOriginCanReadTheRefusal() {
        String busy = source();
        begin(busy, BEGIN);

        Response refused =
                at(busy).header("Origin", Customer.origin()).body("{}").post(OPTIONS);

        refused.then()
                .statusCode(429)
                .header("Access-Control-Allow-Origin", Customer.origin())
                .header("Access-Control-Expose-Headers", "WWW-Authenticate, Retry-After, X-Request-Id");
    }

    @Test
    void whatStandsLeftOfTheProxysWordMakesNobodySomebodyElse() {
        String busy = source();
        begin(busy, BEGIN);

        Response invented = begin(source() + ", " + busy);
        Response throughTwoProxies = begin(source() + ", 10.1.2.3");

        invented.then().statusCode(429);
        throughTwoProxies.then().statusCode(200);
    }

    @Test
    void anIpv6LinkIsOneSource() {
        int link = SOURCES.incrementAndGet();
        String busy = "2001:db8:0:" + Integer.toHexString(link) + "::";
        String neighbour = "2001:db8:1:" + Integer.toHexString(link) + "::";
        IntStream.range(0, BEGIN).forEach(i -> begin(busy + i).then().statusCode(200));

        begin(busy + "ffff:1").then().statusCode(429);
        begin(neighbour + "1").then().statusCode(200);
    }

    @Test
    void allWhoseAddressIsUnknownAreOneSource() {
        IntStream.range(0, OTHER).forEach(i -> at("garbage-" + i).get("/v1/me"));

        at("unknown").get("/v1/me").then().statusCode(429);
        at(source()).get("/v1/me").then().statusCode(401);
    }

    @Test
    void exemptNetworksAreNotLimited() {
        IntStream.range(0, 3 * BEGIN).forEach(i -> begin("203.0.113.7").then().statusCode(200));
        IntStream.range(0, 3 * BEGIN)
                .forEach(i -> begin("2001:db8:77::1").then().statusCode(200));

        IntStream.range(0, BEGIN).forEach(i -> begin("2001:db8:78::1").then().statusCode(200));
        begin("2001:db8:78::1").then().statusCode(429);
    }

    @Test
    void anotherSpellingOfAnAddressIsNoOtherCall() {
        String busy = source();
        begin(busy, BEGIN);

        Response slash = at(busy).body("{}").urlEncodingEnabled(false).post(OPTIONS + "/");
        Response encoded = at(busy).body("{}").urlEncodingEnabled(false).post("/v1/webauthn/authentication/%6Fptions");
        Response dotted =
                at(busy).body("{}").urlEncodingEnabled(false).post("/v1/me/../webauthn/authentication/options");
        Response query = at(busy).body("{}").post(OPTIONS + "?session=token");

        assertThat(new int[] {slash.statusCode(), encoded.statusCode(), dotted.statusCode(), query.statusCode()})
                .as("none of them is answered")
                .doesNotContain(200);
        query.then().statusCode(429);
    }

    @Test
    void badSignaturesSlowTheirSourceAndNeverTheVictim() {
        String attacker = source();
        String home = source();
        signUp(home);
        signIn(attacker, Knobs::damagedSignature).then().statusCode(401);
        signIn(attacker, Knobs::damagedSignature).then().statusCode(401);

        Response third = signIn(attacker, knobs -> knobs);
        Response victims = signIn(home, knobs -> knobs);

        third.then().statusCode(429).body("code", equalTo("too-many-requests"));
        victims.then().statusCode(200).body("outcome", equalTo("signed_in"));
    }

    @Test
    void goodProofsCostOneEach() {
        String home = source();
        signUp(source());

        IntStream.range(0, BEGIN)
                .forEach(i -> signIn(home, knobs -> knobs).then().statusCode(200));

        at(home).body("{}").post(VERIFY).then().statusCode(400);
        at(home).body("{}").post(VERIFY).then().statusCode(429);
    }

    @Test
    void guessingRecoveryCodesSlowsItsSource() {
        String attacker = source();
        Map<String, String> guess = Map.of("purpose", "recovery", "recovery_code", "AAAAA-AAAAA-AAAAA-AAAAA");
        at(attacker)
                .body(guess)
                .post("/v1/webauthn/registration/options")
                .then()
                .statusCode(401);
        at(attacker)
                .body(guess)
                .post("/v1/webauthn/registration/options")
                .then()
                .statusCode(401);

        at(attacker)
                .body(guess)
                .post("/v1/webauthn/registration/options")
                .then()
                .statusCode(429);
        at(source())
                .body(guess)
                .post("/v1/webauthn/registration/options")
                .then()
                .statusCode(401);
    }

    @Test
    void anApiClientHasAnAllowanceOfItsOwn() {
        ApiClients.Created shop = clients.create(new RelyingPartyId("demo"), "shop");
        ApiClients.Created bank = clients.create(new RelyingPartyId("demo"), "bank");
        String office = source();
        IntStream.range(0, CLIENT)
                .forEach(i ->
                        assess(office, shop.client().id(), shop.secret()).then().statusCode(400));

        assess(office, shop.client().id(), shop.secret()).then().statusCode(429);
        assess(office, bank.client().id(), bank.secret()).then().statusCode(400);
        begin(office).then().statusCode(200);
    }

    @Test
    void whoeverKnowsAClientsIdUsesUpTheirOwnAllowance() {
        ApiClients.Created shop = clients.create(new RelyingPartyId("demo"), "shop");
        String attacker = source();
        assess(attacker, shop.client().id(), "wrong").then().statusCode(401);
        assess(attacker, shop.client().id(), "wrong").then().statusCode(401);
        assess(attacker, shop.client().id(), "wrong").then().statusCode(401);

        Response fourth = assess(attacker, shop.client().id(), "wrong");
        Response owners = assess(source(), shop.client().id(), shop.secret());

        fourth.then().statusCode(429);
        owners.then().statusCode(400).body("code", equalTo("invalid-request"));
    }

    @Test
    void refusalsAreCountedByKind() {
        String busy = source();
        begin(busy, BEGIN);

        begin(busy).then().statusCode(429);

        String metrics = at(busy).get("/q/metrics").asString();
        assertThat(metrics).containsPattern("latchkey_limit_refused_total\\{kind=\"begin\"\\} [1-9]");
        assertThat(metrics).containsPattern("(?m)^latchkey_limit_sources [1-9]");
    }

    private static String source() {
        int number = SOURCES.incrementAndGet();
        return "198.18." + number / 250 + "." + (1 + number % 250);
    }

    private RequestSpecification at(String forwarded) {
        return ana.asStranger().header("X-Forwarded-For", forwarded);
    }

    private Response begin(String forwarded) {
        return at(forwarded).body("{}").post(OPTIONS);
    }

    private void begin(String forwarded, int times) {
        IntStream.range(0, times).forEach(i -> begin(forwarded).then().statusCode(200));
    }

    private void signUp(String forwarded) {
        String options = at(forwarded)
                .body(Map.of("username", "ana", "displayName", "ana"))
                .post("/v1/webauthn/registration/options")
                .asString();
        at(forwarded)
                .body(ana.device().create(options))
                .post("/v1/webauthn/registration/verify")
                .then()
                .statusCode(201);
    }

    private Response signIn(String forwarded, UnaryOperator<Knobs> turn) {
        String options = begin(forwarded).asString();
        return at(forwarded).body(ana.device().get(options, turn)).post(VERIFY);
    }

    private Response assess(String forwarded, String id, String secret) {
        String pair = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes());
        return at(forwarded).header("Authorization", "Basic " + pair).body("{}").post(ASSESS);
    }
}
