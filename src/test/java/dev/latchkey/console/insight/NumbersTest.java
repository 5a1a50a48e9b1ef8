package dev.latchkey.console.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.latchkey.postgres.Database;
import dev.latchkey.staff.Role;
import dev.latchkey.testing.Await;
import dev.latchkey.testing.Customer;
import dev.latchkey.testing.MovableClock;
import dev.latchkey.testing.Operator;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The console's numbers over HTTP, at a relying party with customers who really signed in. */
@QuarkusTest
class NumbersTest {
    private static final String RP = "/v1/ops/demo";

    /** The file of places says so of the tests' address, if it says anything. */
    private static final List<String> PLACES = List.of("Munich", "München", "Berlin", "Germany", "localhost city");

    @Inject
    MovableClock clock;

    @Inject
    Database database;

    @AfterEach
    void theRealTime() {
        clock.reset();
    }

    private record Somebody(String name, String account, String decision, Customer customer) {
        List<String> activity() {
            return customer.signedIn().get("/v1/me/activity").path("activity.kind");
        }
    }

    private static Somebody somebodySignedIn() {
        String name = "ana-" + UUID.randomUUID();
        Customer customer = new Customer().signUp(name);
        Response answer = customer.trySignIn(knobs -> knobs);
        customer.keep(answer);
        return new Somebody(
                name, customer.signedIn().get("/v1/me").path("account.id"), answer.path("decision.id"), customer);
    }

    private static String policyAsking(String share) {
        return Operator.at("demo", Role.ANALYST)
                .calls()
                .get(RP + "/policy/versions/0")
                .<String>path("document")
                .replace("{\"budget\": 0.01}", "{\"budget\": " + share + "}");
    }

    private static Response finished(Operator operator, Response begun) {
        String id = begun.then().statusCode(202).extract().path("id");
        Await.until(
                "the replay is done",
                Duration.ofSeconds(60),
                () -> !operator.calls().get(RP + "/replays/" + id).path("state").equals("running"));
        return operator.calls().get(RP + "/replays/" + id);
    }

    @Test
    void noAnswerForAnAnalystSaysWhomADecisionWasAbout() {
        Somebody ana = somebodySignedIn();
        Operator analyst = Operator.at("demo", Role.ANALYST);
        Response replay = finished(
                analyst,
                analyst.calls()
                        .body(Map.of("document", policyAsking("1"), "last", 50))
                        .post(RP + "/replays"));
        String id = replay.path("id");

        List<String> answers = List.of(
                replay.asString(),
                analyst.calls().get(RP + "/replays/" + id + "/flips?limit=1000").asString(),
                analyst.calls().get(RP + "/replays/" + id + "/flips?format=csv").asString(),
                analyst.calls().get(RP + "/overview").asString(),
                analyst.calls().get(RP + "/decisions").asString(),
                analyst.calls().get(RP + "/decisions?format=csv").asString(),
                analyst.calls().get(RP + "/decisions/" + ana.decision()).asString(),
                analyst.calls()
                        .body(whatIf(ana.decision()))
                        .post(RP + "/what-if")
                        .asString(),
                analyst.calls().body(Map.of("share", 0.01)).post(RP + "/budget").asString());

        assertThat(answers.get(4)).contains(ana.decision());
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer)
                        .doesNotContain(ana.account(), ana.name())
                        .doesNotContain(PLACES)
                        .doesNotContain("127.0.0.1"));
    }

    private static Map<String, Object> whatIf(String decision) {
        return Map.of(
                "decision", decision, "policies", List.of(Map.of("version", 0), Map.of("document", policyAsking("1"))));
    }

    @Test
    void aReplayTellsHowFarItIsAndThenWhatCameOfIt() {
        somebodySignedIn();
        Operator author = Operator.at("demo", Role.POLICY_AUTHOR);

        Response done = finished(
                author,
                author.calls()
                        .body(Map.of("document", policyAsking("1"), "days", 1))
                        .post(RP + "/replays"));

        String id = done.path("id");
        assertThat(done.<String>path("state")).isEqualTo("done");
        assertThat(done.<Boolean>path("mine")).isTrue();
        assertThat(done.<Boolean>path("policy.inline")).isTrue();
        assertThat(done.<Integer>path("read")).isEqualTo(done.<Integer>path("total"));
        assertThat(done.<Integer>path("report.not_exact")).isZero();
        assertThat(done.<Integer>path("report.exact")).isEqualTo(done.<Integer>path("report.judged"));
        assertThat(done.<Float>path("report.asked.value")).isPositive();
        assertThat(done.<Integer>path("report.flips")).isPositive();
        assertThat(author.calls().get(RP + "/replays").<List<String>>path("replays.id"))
                .contains(id);
        Response page = author.calls().get(RP + "/replays/" + id + "/flips?limit=1");
        assertThat(page.<List<String>>path("flips.after")).containsExactly("step_up");
        assertThat(author.calls().delete(RP + "/replays/" + id).<String>path("state"))
                .isEqualTo("done");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"version\":0,\"days\":0} | days",
                "{\"version\":0,\"days\":93} | days",
                "{\"version\":0,\"days\":\"7\"} | days",
                "{\"version\":0,\"last\":0} | last",
                "{\"version\":0,\"last\":5,\"days\":5} | last",
                "{\"days\":7} | version",
                "{\"version\":999999} | version",
                "{\"version\":-1} | version",
                "{\"version\":0,\"policy\":{}} | policy",
                "{\"draft\":\"no id\"} | draft",
                "{\"draft\":\"00000000-0000-0000-0000-000000000000\"} | draft",
            })
    void aReplayThatCannotBeBegunSaysWhichMemberIsWrong(String body, String member) {
        Response refused = Operator.at("demo", Role.ANALYST).calls().body(body).post(RP + "/replays");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.<String>path("code")).isEqualTo("invalid-request");
        assertThat(refused.<List<String>>path("fields.name")).containsExactly(member);
    }

    @Test
    void aDocumentThatIsWrongIsNamedWithItsFaults() {
        Response refused = Operator.at("demo", Role.ANALYST)
                .calls()
                .body(Map.of("policy", Map.of("schema", 1), "days", 1))
                .post(RP + "/replays");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.<String>path("code")).isEqualTo("policy-invalid");
        assertThat(refused.<List<String>>path("faults.path")).contains("$.actions");
    }

    @Test
    void whatIfOfAStoredDecisionSaysTheSameAsItself() {
        Somebody ana = somebodySignedIn();
        Operator author = Operator.at("demo", Role.POLICY_AUTHOR);
        Response opened = author.calls().get(RP + "/decisions/" + ana.decision());

        Response answer = author.calls().body(whatIf(ana.decision())).post(RP + "/what-if");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<Boolean>path("outcomes[0].same_as_stored")).isTrue();
        assertThat(answer.<String>path("outcomes[1].level")).isEqualTo("step_up");
        assertThat(answer.<Float>path("logit")).isEqualTo(opened.<Float>path("score.logit"));
        double sum = answer.<List<Float>>path("contributions.logit").stream()
                .mapToDouble(Float::doubleValue)
                .sum();
        assertThat(sum).isCloseTo(answer.<Float>path("logit").doubleValue(), within(1e-4));
        assertThat(opened.<Boolean>path("score.exact")).isTrue();
        assertThat(opened.<String>path("outcome.level")).isEqualTo(opened.<String>path("level"));
    }

    @Test
    void aDraftIsTriedAsIfItWereAVersion() {
        Somebody ana = somebodySignedIn();
        Operator author = Operator.at("demo", Role.POLICY_AUTHOR);
        String draft = author.calls()
                .body(Map.of("comment", "ask all", "base_version", 0, "document", policyAsking("1")))
                .post(RP + "/policy/drafts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        Response answer = author.calls()
                .body(Map.of("decision", ana.decision(), "policies", List.of(Map.of("draft", draft))))
                .post(RP + "/what-if");

        assertThat(answer.<String>path("outcomes[0].policy.draft")).isEqualTo(draft);
        assertThat(answer.<String>path("outcomes[0].level")).isEqualTo("step_up");
    }

    @Test
    void anInventedAttemptIsJudgedAsItsFormTells() {
        Operator analyst = Operator.at("demo", Role.ANALYST);
        Response options = analyst.calls().get(RP + "/what-if/options");
        Map<String, Object> usual = new HashMap<>();
        for (Map<String, Object> field : options.<List<Map<String, Object>>>path("fields")) {
            if (field.containsKey("default")) {
                usual.put((String) field.get("name"), field.get("default"));
            }
        }
        Map<String, Object> strange = new HashMap<>(usual);
        strange.put("device", "strange");
        strange.put("place", "new_country");

        Response quiet = invented(analyst, usual);
        Response loud = invented(analyst, strange);

        assertThat(quiet.<String>path("outcomes[0].level")).isEqualTo("allow");
        assertThat(loud.<String>path("outcomes[0].level")).isEqualTo("step_up");
        assertThat(loud.<String>path("outcomes[0].counterfactual.text")).startsWith("It would pass below");
        assertThat(loud.<List<String>>path("outcomes[0].methods.id")).isNotEmpty();
    }

    private static Response invented(Operator operator, Map<String, Object> attempt) {
        return operator.calls()
                .body(Map.of("attempt", attempt, "policies", List.of(Map.of("version", 0))))
                .post(RP + "/what-if");
    }

    @ParameterizedTest
    @CsvSource({
        "device, shiny",
        "sign_ins, 501",
        "sign_ins, many",
        "user_verified, perhaps",
        "owned, passkey",
        "amount, -1",
        "action, sign_up",
    })
    void anAttemptThatCannotBeSaysWhichMemberIsWrong(String member, String value) {
        Object given = value.matches("-?\\d+") ? (Object) Integer.valueOf(value) : value;

        Response refused = invented(Operator.at("demo", Role.ANALYST), Map.of(member, given));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.<List<String>>path("fields.name")).containsExactly("attempt." + member);
    }

    @Test
    void aBudgetComesWithAnEditThatIsAPolicy() {
        somebodySignedIn();
        Operator author = Operator.at("demo", Role.POLICY_AUTHOR);

        Response answer = author.calls()
                .body(Map.of("share", 0.02, "action", "sign_in", "days", 7))
                .post(RP + "/budget");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<List<String>>path("segments.segment")).containsExactly("new", "regular", "dormant");
        assertThat(answer.<List<Object>>path("segments[0].curve")).hasSize(50);
        assertThat(answer.<Float>path("edit.budget.actions.sign_in.new.budget")).isEqualTo(0.02f);
        Map<String, Object> document = answer.path("document");
        assertThat(author.calls()
                        .body(Map.of("policy", document, "last", 1))
                        .post(RP + "/replays")
                        .statusCode())
                .isIn(202, 409);
    }

    @ParameterizedTest
    @CsvSource({"share, 1.5", "share, -0.1", "days, 0", "days, 93", "action, nothing", "action, *"})
    void aBudgetThatCannotBeSaysWhichMemberIsWrong(String member, String value) {
        Map<String, Object> body = new HashMap<>(Map.of("share", 0.01, "days", 7, "action", "sign_in"));
        body.put(member, value.matches("-?[\\d.]+") ? (Object) Double.valueOf(value) : value);
        if (member.equals("days")) {
            body.put(member, Integer.valueOf(value));
        }

        Response refused = Operator.at("demo", Role.ANALYST).calls().body(body).post(RP + "/budget");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.<List<String>>path("fields.name")).containsExactly(member);
    }

    @Test
    void theQueryOfANumberFindsTheDecisionsBehindIt() {
        somebodySignedIn();
        Operator auditor = Operator.at("demo", Role.AUDITOR);

        Response overview = auditor.calls().get(RP + "/overview?action=sign_in&bucket=hour");

        int counted = overview.path("tables.segments[0].total");
        String query = overview.path("tables.segments[0].decisions");
        List<String> found = auditor.calls()
                .urlEncodingEnabled(false)
                .get(RP + "/decisions?limit=200&" + query)
                .path("decisions.id");
        assertThat(found).hasSize(Math.min(counted, 200));
        assertThat(overview.<Integer>path("totals.decisions")).isGreaterThanOrEqualTo(counted);
    }

    @Test
    void whatWasNoticedIsAmongTheTables() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        QuarkusTransaction.requiringNew()
                .run(() -> database.write(
                        """
                        insert into decision_alert (relying_party, day, kind, about, at, says, decisions)
                        values ('demo', ?, 'over_budget', ?, ?, 'Eleven.', 'level=step_up')""",
                        LocalDate.ofInstant(now, ZoneOffset.UTC),
                        UUID.randomUUID().toString(),
                        now));

        Response overview = Operator.at("demo", Role.AUDITOR)
                .calls()
                .get(RP + "/overview?from=" + now.minusSeconds(60) + "&to=" + now.plusSeconds(60));
        Response before = Operator.at("demo", Role.AUDITOR)
                .calls()
                .get(RP + "/overview?from=" + now.minusSeconds(60) + "&to=" + now);

        assertThat(overview.<List<String>>path("tables.alerts.text")).contains("Eleven.");
        assertThat(before.<List<String>>path("tables.alerts.text")).doesNotContain("Eleven.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "times",
                "segments",
                "reasons",
                "followed",
                "caught",
                "budgets",
                "suspicions",
                "versions",
                "drift",
                "alerts"
            })
    void eachTableIsThereAsCsv(String table) {
        somebodySignedIn();

        Response csv = Operator.at("demo", Role.ANALYST).calls().get(RP + "/overview?format=csv&table=" + table);

        assertThat(csv.statusCode()).isEqualTo(200);
        assertThat(csv.contentType()).startsWith("text/csv");
    }

    @ParameterizedTest
    @CsvSource({
        "overview?from=2026-01-01T00:00:00Z&to=2026-04-04T00:00:00Z, from",
        "overview?bucket=hour&from=2026-01-01T00:00:00Z&to=2026-01-10T00:00:00Z, from",
        "overview?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z, from",
        "overview?from=yesterday, from",
        "overview?bucket=week, bucket",
        "overview?format=csv, table",
        "overview?action=DROP, action",
        "decisions?level=maybe, level",
        "decisions?segment=old, segment",
        "decisions?label=bad, label",
        "decisions?policy_version=x, policy_version",
        "decisions?cursor=AAAA, cursor",
        "decisions?limit=201, limit",
        "decisions?from=2026-01-01T00:00:00Z&to=2026-04-04T00:00:00Z, from",
    })
    void aQueryThatCannotBeSaysWhichParameterIsWrong(String query, String parameter) {
        Response refused = Operator.at("demo", Role.ANALYST).calls().get(RP + "/" + query);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.<List<String>>path("fields.name")).containsExactly(parameter);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "{",
                "{\"policies\":[7],\"share\":1e999,\"days\":1e9,\"policy\":[],\"reason\":{}}",
                "{\"attempt\":{\"amount\":1e999},\"policies\":[{\"version\":0}],\"version\":1.5,\"share\":\"1\"}",
            })
    void anOddBodyIsRefusedAndNothingBreaks(String body) {
        Somebody ana = somebodySignedIn();
        Operator author = Operator.at("demo", Role.POLICY_AUTHOR, Role.SUPPORT_LEAD);

        for (String path : List.of("/replays", "/what-if", "/budget", "/decisions/" + ana.decision() + "/reveal")) {
            assertThat(author.calls().body(body).post(RP + path).statusCode())
                    .as(path)
                    .isEqualTo(400);
        }
    }

    @Test
    void aCustomerReadsThatSomebodyLookedUnlessTheyMustNot() {
        Somebody told = somebodySignedIn();
        Somebody untold = somebodySignedIn();
        Operator lead = Operator.at("demo", Role.SUPPORT_LEAD);

        Response quality = lead.calls()
                .body(Map.of("reason", "quality-check", "case", "CASE-1"))
                .post(RP + "/decisions/" + told.decision() + "/reveal");
        Response fraud = lead.calls()
                .body(Map.of("reason", "fraud-suspected", "case", "CASE-1"))
                .post(RP + "/decisions/" + untold.decision() + "/reveal");

        assertThat(quality.statusCode()).isEqualTo(200);
        assertThat(fraud.statusCode()).isEqualTo(200);
        assertThat(told.activity()).contains("looked_at");
        assertThat(untold.activity()).isNotEmpty().doesNotContain("looked_at");
    }

    @Test
    void whoMayRevealHasToProveAfreshAndToSayWhy() {
        Somebody ana = somebodySignedIn();
        Operator lead = Operator.at("demo", Role.SUPPORT_LEAD);
        String reveal = RP + "/decisions/" + ana.decision() + "/reveal";
        Map<String, String> why = Map.of("reason", "customer-asked", "case", "CASE-1");

        Response revealed = lead.calls().body(why).post(reveal);
        Response noReason =
                lead.calls().body(Map.of("reason", "curious", "case", "CASE-1")).post(reveal);
        Response aStory = lead.calls()
                .body(Map.of("reason", "customer-asked", "case", "Ana called me"))
                .post(reveal);
        clock.advance(Duration.ofMinutes(6));
        lead.account()
                .keep(lead.account()
                        .asStranger()
                        .body(Map.of("refresh_token", lead.account().refreshToken()))
                        .post("/v1/token/refresh"));
        Response stale = lead.calls().body(why).post(reveal);

        assertThat(revealed.statusCode()).isEqualTo(200);
        assertThat(revealed.<String>path("account_id")).isEqualTo(ana.account());
        assertThat(revealed.<Integer>path("left_today")).isEqualTo(49);
        assertThat(noReason.<List<String>>path("fields.name")).containsExactly("reason");
        assertThat(aStory.<List<String>>path("fields.name")).containsExactly("case");
        assertThat(stale.statusCode()).isEqualTo(401);
        assertThat(stale.<String>path("code")).isEqualTo("fresh-passkey-needed");
    }

    @Test
    void anAgentOpensOneDecisionAndFindsNone() {
        Somebody ana = somebodySignedIn();
        Operator agent = Operator.at("demo", Role.SUPPORT_AGENT);

        Response opened = agent.calls().get(RP + "/decisions/" + ana.decision());

        assertThat(opened.statusCode()).isEqualTo(200);
        assertThat(opened.<Boolean>path("can_reveal")).isFalse();
        assertThat(opened.asString()).doesNotContain(ana.account());
        assertThat(agent.calls().get(RP + "/decisions").<String>path("code")).isEqualTo("role-missing");
    }
}
