package dev.latchkey.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.latchkey.decision.policy.DefaultPolicy;
import dev.latchkey.decision.policy.PolicyRegister;
import dev.latchkey.decision.policy.PolicyVersion;
import dev.latchkey.decision.policy.PutOutcome;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.staff.Role;
import dev.latchkey.testing.Operator;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Walks as operators see them. */
@QuarkusTest
class WalksResourceTest {
    private static final String WALKS = "/v1/ops/demo/walks";
    private static final RelyingPartyId MANAGED = new RelyingPartyId("preferred");
    private static final RelyingPartyId SANDBOX = new RelyingPartyId("sandbox");

    @Inject
    PolicyRegister policies;

    @Test
    void everyPersonaIsListedWithItsStepsAndWhatItExpects() {
        Operator analyst = Operator.at("demo", Role.ANALYST);

        Response answer = analyst.calls().get(WALKS + "/personas");

        answer.then()
                .statusCode(200)
                .body("sandbox.id", equalTo("sandbox"))
                .body("personas", hasSize(Persona.values().length))
                .body("personas.find { it.id == 'cautious' }.expects.least_questions", equalTo(2))
                .body("personas.find { it.id == 'cautious' }.steps[1].starts", equalTo("account"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"POLICY_AUTHOR", "POLICY_APPROVER", "ANALYST"})
    void whoTriesPoliciesWalks(Role role) {
        Operator operator = Operator.at("demo", role);

        Response answer = begins(operator, WALKS, "habitual", 0);

        answer.then()
                .statusCode(201)
                .body("link", containsString("://sandbox.localhost:"))
                .body("link", containsString("/#walk="));
        operator.calls()
                .get(WALKS + "/" + answer.path("id"))
                .then()
                .statusCode(200)
                .body("walk.state", equalTo("open"))
                .body("walk.result", equalTo("unfinished"))
                .body("steps", hasSize(3));
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"POLICY_AUTHOR", "POLICY_APPROVER", "ANALYST"})
    void nobodyElseDoes(Role role) {
        Operator operator = Operator.at("demo", role);

        Response answer = begins(operator, WALKS, "habitual", 0);

        answer.then().statusCode(403).body("code", equalTo("role-missing"));
    }

    @Test
    void anAuditorReadsAndDoesNotFinish() {
        Response begun = begins(Operator.at("demo", Role.ANALYST), WALKS, "habitual", 0);
        Operator auditor = Operator.at("demo", Role.AUDITOR);

        Response answer = auditor.calls().get(WALKS);

        answer.then().statusCode(200).body("walks.id", hasItem((String) begun.path("id")));
        auditor.calls()
                .post(WALKS + "/" + begun.path("id") + "/finish")
                .then()
                .statusCode(403)
                .body("code", equalTo("role-missing"));
    }

    @Test
    void theWalksOfAnotherRelyingPartyAreNotThere() {
        String id =
                begins(Operator.at("demo", Role.ANALYST), WALKS, "habitual", 0).path("id");
        Operator elsewhere = Operator.at("unique", Role.ANALYST);

        List<Response> answers = List.of(
                elsewhere.calls().get("/v1/ops/unique/walks/" + id),
                elsewhere.calls().post("/v1/ops/unique/walks/" + id + "/finish"),
                elsewhere.calls().get("/v1/ops/unique/walks/" + id + "/compare?with=" + id),
                elsewhere.calls().get(WALKS + "/" + id));

        assertThat(answers).allSatisfy(answer -> answer.then().statusCode(404).body("code", equalTo("not-found")));
        elsewhere.calls().get("/v1/ops/unique/walks").then().statusCode(200).body("walks.id", not(hasItem(id)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"persona\":\"habitual\"}",
                "{\"version\":0}",
                "{\"persona\":\"nobody\",\"version\":0}",
                "{\"persona\":\"habitual\",\"version\":-1}",
                "{\"persona\":\"habitual\",\"version\":9999}"
            })
    void whatCannotBeWalkedIsRefused(String body) {
        Operator analyst = Operator.at("demo", Role.ANALYST);

        Response answer = analyst.calls().body(body).post(WALKS);

        answer.then().statusCode(400).body("code", equalTo("invalid-request"));
    }

    @Test
    void whatIsNoWalkIsNotThere() {
        Operator analyst = Operator.at("demo", Role.ANALYST);

        List<Response> answers = List.of(
                analyst.calls().get(WALKS + "/" + UUID.randomUUID()),
                analyst.calls().get(WALKS + "/x"),
                analyst.calls().post(WALKS + "/" + UUID.randomUUID() + "/finish"));

        assertThat(answers).allSatisfy(answer -> answer.then().statusCode(404).body("code", equalTo("not-found")));
        analyst.calls().get(WALKS + "?before=x").then().statusCode(400);
    }

    @Test
    void aWalkIsFinishedOnceAndStaysTheSame() {
        Operator analyst = Operator.at("demo", Role.ANALYST);
        String id = begins(analyst, WALKS, "habitual", 0).path("id");
        Response first = analyst.calls().post(WALKS + "/" + id + "/finish");

        Response second = analyst.calls().post(WALKS + "/" + id + "/finish");

        first.then().statusCode(200).body("walk.state", equalTo("given-up"));
        assertThat(second.asString()).isEqualTo(first.asString());
    }

    @Test
    void theTriedVersionDecidesAndNoOther() {
        Operator author = Operator.at(MANAGED.value(), Role.POLICY_AUTHOR);
        PutOutcome.Stored stored = (PutOutcome.Stored) policies.put(MANAGED, strict(), "test", "always asks");
        String walks = "/v1/ops/" + MANAGED + "/walks";
        Response begun = begins(author, walks, "habitual", stored.version());
        Walker walker = walker(begun).signsUp().keepsCodes();
        walker.next(0).then().statusCode(200);

        Response asked = walker.signsIn();

        asked.then().body("outcome", equalTo("step_up")).body("decision.reasons.code", hasItem("always-asked"));
        Response report = author.calls().get(walks + "/" + begun.path("id"));
        int there = report.path("walk.sandbox_version");
        report.then()
                .body("walk.version", equalTo(stored.version()))
                .body("walk.questions", equalTo(1))
                .body("steps[1].decisions[0].level", equalTo("step_up"))
                .body("steps[1].decisions[0].policy_version", equalTo(there))
                .body("steps[1].decisions[0].answer", equalTo("passed"));
        assertThat(policies.versions(SANDBOX).stream()
                        .filter(version -> version.version() == there)
                        .map(PolicyVersion::digest))
                .containsExactly(stored.digest());
        assertThat(policies.active(SANDBOX)).isZero();
        assertThat(policies.active(MANAGED)).isZero();
        walker(begins(author, walks, "habitual", 0)).signsUp().signsIn().then().body("outcome", equalTo("signed_in"));
    }

    @Test
    void theSameTextIsStoredInTheSandboxOnce() {
        Operator author = Operator.at(MANAGED.value(), Role.POLICY_AUTHOR);
        String walks = "/v1/ops/" + MANAGED + "/walks";
        int one = version(author, walks, begins(author, walks, "habitual", put("one")));
        int two = version(author, walks, begins(author, walks, "habitual", put("two")));

        int again = version(author, walks, begins(author, walks, "habitual", put("one")));

        assertThat(again).isEqualTo(one).isNotEqualTo(two);
    }

    @Test
    void twoWalksStandBesideEachOther() {
        Operator analyst = Operator.at("demo", Role.ANALYST);
        Response before = begins(analyst, WALKS, "first-timer", 0);
        Response after = begins(analyst, WALKS, "first-timer", 0);
        Map<String, Object> view = Map.of("screen", "sign-in", "clicks", 3, "ms", 1500);
        walker(after)
                .asStranger()
                .body(Map.of("step", 0, "views", List.of(view, view)))
                .post("/v1/walk/views")
                .then()
                .statusCode(204);

        Response answer = analyst.calls().get(WALKS + "/" + after.path("id") + "/compare?with=" + before.path("id"));

        answer.then()
                .statusCode(200)
                .body("before.walk.id", equalTo(before.path("id")))
                .body("after.walk.id", equalTo(after.path("id")))
                .body("difference.screens", equalTo(2))
                .body("difference.clicks", equalTo(6))
                .body("difference.seconds", equalTo(3.0f))
                .body("difference.questions", equalTo(0));
        analyst.calls().get(WALKS + "/" + after.path("id") + "/compare").then().statusCode(400);
    }

    @Test
    void walksAreListedTheNewestFirstAndPageByPage() {
        String walks = "/v1/ops/unique/walks";
        Operator analyst = Operator.at("unique", Role.ANALYST);
        String older = begins(analyst, walks, "traveller", 0).path("id");
        String newer = begins(analyst, walks, "traveller", 0).path("id");

        Response first = analyst.calls().get(walks + "?limit=1");

        first.then().statusCode(200).body("walks.id", equalTo(List.of(newer))).body("next", equalTo(newer));
        analyst.calls().get(walks + "?limit=1&before=" + newer).then().body("walks.id", equalTo(List.of(older)));
        analyst.calls()
                .get(walks + "?before=" + new UUID(0, 0))
                .then()
                .body("walks", empty())
                .body("$", not(hasItem("next")));
    }

    private static String strict() {
        return DefaultPolicy.TEXT.replace("\"sign_in\": {", "\"sign_in\": {\n \"at_least\": \"step_up\",");
    }

    private int put(String name) {
        String text = DefaultPolicy.TEXT.replace(
                "\"schema\": 1,", "\"schema\": 1,\n\n" + " ".repeat(name.length() + name.charAt(0)));
        return switch (policies.put(MANAGED, text, "test", name)) {
            case PutOutcome.Stored stored -> stored.version();
            case PutOutcome.Unchanged unchanged -> unchanged.version();
            case PutOutcome.Invalid invalid -> throw new AssertionError(invalid.toString());
        };
    }

    private static int version(Operator operator, String walks, Response begun) {
        return operator.calls().get(walks + "/" + begun.path("id")).path("walk.sandbox_version");
    }

    private static Walker walker(Response begun) {
        return new Walker("sandbox.localhost", Optional.of(Walker.tokenOf(begun.path("link"))));
    }

    private static Response begins(Operator operator, String walks, String persona, int version) {
        return operator.calls()
                .body(Map.of("persona", persona, "version", version))
                .post(walks);
    }
}
