package dev.latchkey.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.testing.MovableClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a walk's token opens, and where it opens nothing. */
@QuarkusTest
class WalkTest {
    private static final RelyingPartyId DEMO = new RelyingPartyId("demo");
    private static final String SANDBOX = "sandbox.localhost";
    private static final String PLAYED = "Munich, DE";
    private static final String REAL = "Berlin, DE";

    @Inject
    Walks walks;

    @Inject
    MovableClock clock;

    private StartOutcome.Started started = new StartOutcome.Started(new UUID(0, 0), "", Instant.EPOCH);

    @AfterEach
    void letTheClockGo() {
        clock.reset();
    }

    @Test
    void inASandboxAWalkPlaysItsClient() {
        Walker walker = begins(Persona.FIRST_TIMER, SANDBOX).signsUp();

        String place = placeOf(walker);

        assertThat(place).isEqualTo(PLAYED);
    }

    @Test
    void anywhereElseItsTokenMeansNothing() {
        Walker walker = begins(Persona.FIRST_TIMER, "localhost").signsUp();

        String place = placeOf(walker);

        assertThat(place).isEqualTo(REAL);
        walker.asStranger().get("/v1/walk").then().statusCode(404).body("code", equalTo("not-found"));
    }

    @Test
    void aSandboxWithoutAWalkPlaysNobody() {
        Walker stranger = new Walker(SANDBOX, Optional.empty()).signsUp();

        String place = placeOf(stranger);

        assertThat(place).isEqualTo(REAL);
        stranger.asStranger().get("/v1/walk").then().statusCode(403).body("code", equalTo("walk-ended"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void aTokenOfNoWalkIsRefused(String token) {
        Walker walker = new Walker(SANDBOX, Optional.of(token));

        Response answer = walker.asStranger().body("{}").post("/v1/webauthn/authentication/options");

        answer.then().statusCode(403).body("code", equalTo("walk-ended"));
    }

    @Test
    void aTokenOfAnotherSandboxIsRefused() {
        Walker walker = begins(Persona.FIRST_TIMER, "second.localhost");

        Response answer = walker.asStranger().body("{}").post("/v1/webauthn/authentication/options");

        answer.then().statusCode(403).body("code", equalTo("walk-ended"));
    }

    @Test
    void aWalkIsOverAfterTwoHours() {
        Walker walker = begins(Persona.FIRST_TIMER, SANDBOX);
        walker.asStranger().get("/v1/walk").then().statusCode(200);

        clock.advance(Walk.LIFETIME);

        walker.asStranger().get("/v1/walk").then().statusCode(403).body("code", equalTo("walk-ended"));
        assertThat(kept().walk().state()).isEqualTo(Walk.State.EXPIRED);
        assertThat(kept().report().result()).isEqualTo(Report.Result.UNFINISHED);
    }

    @Test
    void aWalkThatIsFinishedPlaysNobodyAnyMore() {
        Walker walker = begins(Persona.FIRST_TIMER, SANDBOX).signsUp();
        walker.next(0).then().statusCode(200).body("step", equalTo(1)).body("known", equalTo(true));
        walker.signsIn();
        walker.next(1).then().statusCode(200).body("result", equalTo("kept"));

        Response answer = walker.asStranger().body("{}").post("/v1/webauthn/authentication/options");

        answer.then().statusCode(403).body("code", equalTo("walk-ended"));
        assertThat(kept().walk().state()).isEqualTo(Walk.State.FINISHED);
    }

    @Test
    void aWalkThatIsGivenUpIsKeptAsUnfinished() {
        Walker walker = begins(Persona.FIRST_TIMER, SANDBOX).signsUp();
        walker.next(0).then().statusCode(200);

        walker.asStranger().post("/v1/walk/give-up").then().statusCode(204);

        walker.asStranger().get("/v1/walk").then().statusCode(403);
        assertThat(kept().walk().state()).isEqualTo(Walk.State.GIVEN_UP);
        assertThat(kept().report().result()).isEqualTo(Report.Result.UNFINISHED);
        assertThat(kept().report().steps().getFirst().decisions()).hasSize(1);
    }

    @Test
    void aStepThatIsDoneTwiceIsDoneOnce() {
        Walker walker = begins(Persona.HABITUAL, SANDBOX).signsUp();
        walker.next(0).then().statusCode(200).body("step", equalTo(1));

        Response again = walker.next(0);

        again.then().statusCode(200).body("step", equalTo(1));
    }

    @Test
    void nobodyGoesOnBeforeThereIsAnAccount() {
        Walker walker = begins(Persona.HABITUAL, SANDBOX);

        Response answer = walker.next(0);

        answer.then().statusCode(400).body("fields[0].name", equalTo("account"));
    }

    @Test
    void anAccountFromBeforeTheWalkIsNotItsOwn() {
        Walker before = new Walker(SANDBOX, Optional.empty()).signsUp();
        clock.advance(Duration.ofMinutes(1));
        Walker walker = begins(Persona.HABITUAL, SANDBOX).signsUp();

        Response answer = says(walker, before.account());

        answer.then().statusCode(400).body("fields[0].name", equalTo("account"));
        says(walker, walker.account()).then().statusCode(200);
    }

    @Test
    void theAccountOfAnotherWalkIsNotItsOwn() {
        Walker other = begins(Persona.HABITUAL, SANDBOX);
        Walker walker = begins(Persona.HABITUAL, SANDBOX).signsUp();
        other.signsUp().next(0).then().statusCode(200);

        Response answer = says(walker, other.account());

        answer.then().statusCode(400).body("fields[0].name", equalTo("account"));
        says(walker, walker.account()).then().statusCode(200);
    }

    @Test
    void anAccountOfAnotherRelyingPartyIsNotItsOwn() {
        Walker walker = begins(Persona.HABITUAL, SANDBOX).signsUp();
        Walker customer = new Walker("localhost", Optional.empty()).signsUp();

        Response answer = says(walker, customer.account());

        answer.then().statusCode(400).body("fields[0].name", equalTo("account"));
    }

    @Test
    void whatThePageSawStandsInTheReport() {
        Walker walker = begins(Persona.FIRST_TIMER, SANDBOX).signsUp();
        sees(walker, 0, view("sign-in", 1, 1_200)).then().statusCode(204);
        sees(walker, 0, view("user", 3, 2_350)).then().statusCode(204);
        walker.next(0).then().statusCode(200);

        sees(walker, 1, view("sign-in", 1, 900)).then().statusCode(204);

        Report report = kept().report();
        assertThat(report.steps().getFirst().views())
                .extracting(Report.ViewReport::screen)
                .containsExactly("sign-in", "user");
        assertThat(report.steps().getFirst().seconds()).isEqualTo(3.6);
        assertThat(List.of(report.screens(), report.clicks())).containsExactly(3, 5);
        assertThat(report.seconds()).isEqualTo(4.5);
    }

    @Test
    void whatThePageSaysIsBounded() {
        Walker walker = begins(Persona.FIRST_TIMER, SANDBOX);
        Map<String, Object> good = view("sign-in", 1, 1_200);
        sees(walker, 0, good).then().statusCode(204);

        List<Response> refused = List.of(
                sees(walker, 1, good),
                sees(walker, -1, good),
                sees(walker, 0, view("Sign in", 1, 1_200)),
                sees(walker, 0, view("", 1, 1_200)),
                sees(walker, 0, view("s".repeat(41), 1, 1_200)),
                sees(walker, 0, view("sign-in", -1, 1_200)),
                sees(walker, 0, view("sign-in", 1_001, 1_200)),
                sees(walker, 0, view("sign-in", 1, -1)),
                sees(walker, 0, view("sign-in", 1, Walk.LIFETIME.toMillis() + 1)),
                sees(walker, 0, Map.of("screen", "sign-in", "clicks", 1, "ms", 1, "offered", List.of("Totp"))),
                sees(walker, 0, Map.of("screen", "x", "clicks", 1, "ms", 1, "offered", Collections.nCopies(9, "totp"))),
                walker.asStranger()
                        .body(Map.of("step", 0, "views", Collections.nCopies(61, good)))
                        .post("/v1/walk/views"),
                walker.asStranger().body("{}").post("/v1/walk/views"));

        assertThat(refused)
                .allSatisfy(answer -> answer.then().statusCode(400).body("code", equalTo("invalid-request")));
        assertThat(kept().report().screens()).isEqualTo(1);
    }

    @Test
    void noWalkShowsMoreScreensThanAnybodyBears() {
        Walker walker = begins(Persona.FIRST_TIMER, SANDBOX);
        Map<String, Object> fifty = Map.of("step", 0, "views", Collections.nCopies(50, view("sign-in", 1, 10)));
        for (int time = 0; time < Walk.MOST_VIEWS / 50; time++) {
            walker.asStranger().body(fifty).post("/v1/walk/views").then().statusCode(204);
        }

        Response answer = sees(walker, 0, view("sign-in", 1, 10));

        answer.then().statusCode(400).body("fields[0].name", equalTo("views"));
        assertThat(kept().report().screens()).isEqualTo(Walk.MOST_VIEWS);
    }

    @Test
    void thePagesTellThatTheyAreASandbox() {
        new Walker(SANDBOX, Optional.empty())
                .asStranger()
                .get("/v1/relying-party")
                .then()
                .statusCode(200)
                .body("use", equalTo("sandbox"));
        new Walker("localhost", Optional.empty())
                .asStranger()
                .get("/v1/relying-party")
                .then()
                .statusCode(200)
                .body("$", not(hasKey("use")));
    }

    private Walker begins(Persona persona, String host) {
        started = (StartOutcome.Started) walks.start(DEMO, persona, 0, new AccountId(UUID.randomUUID()), "Ana");
        return new Walker(host, Optional.of(Walker.tokenOf(started.link())));
    }

    private Walks.Reported kept() {
        return walks.find(DEMO, started.id()).orElseThrow();
    }

    private static String placeOf(Walker walker) {
        return walker.signedIn()
                .get("/v1/me/activity")
                .then()
                .statusCode(200)
                .extract()
                .path("activity[0].place");
    }

    private static Response says(Walker walker, String account) {
        return walker.asStranger().body(Map.of("step", 0, "account", account)).post("/v1/walk/next");
    }

    private static Map<String, Object> view(String screen, int clicks, long ms) {
        return Map.of("screen", screen, "clicks", clicks, "ms", ms);
    }

    private static Response sees(Walker walker, int step, Map<String, Object> view) {
        return walker.asStranger()
                .body(Map.of("step", step, "views", List.of(view)))
                .post("/v1/walk/views");
    }
}
