package dev.latchkey.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.decision.PastDecisions;
import dev.latchkey.id.DecisionId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.testing.Crowd;
import dev.latchkey.testing.Customer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * How PostgreSQL goes about what a request asks of it, in a database with many customers: every growing table by an index.
 * The statements are those that the service really sends; a table that is read through would make a login cost more with
 * each customer there is.
 */
@QuarkusTest
@WithTestResource(OwnDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlansTest {
    private static final int CROWD = 20_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Those that grow with customers or with what they do. The rest of a partitioned table is empty while jobs run. */
    private static final Pattern GROWING =
            Pattern.compile("(account|passkey_credential|passkey_spent|session|token_family|decision_profile"
                    + "|decision_log.*|audit_entry.*|audit_link|notice_outbox|stepup_ticket)(?<!_rest)");

    private static final Pattern PLANNED = Pattern.compile("(with|select|insert|update|delete)\\b.*", Pattern.DOTALL);

    @Inject
    PastDecisions decisions;

    private Customer customer = new Customer();

    /** One step of a plan, such as an index scan of a table. */
    private record Step(String type, String table) {}

    @BeforeAll
    void aCrowd() throws Exception {
        try (Connection superuser = TestServer.asSuperuser(OwnDatabase.NAME)) {
            Crowd.add(superuser, 1, CROWD);
            Crowd.addTraces(superuser, 1, CROWD);
            Crowd.analyze(superuser);
        }
    }

    @BeforeEach
    void somebodyWhoHasBeenHereBefore() {
        customer = new Customer().signUp("ana@example.org").signIn();
    }

    @Test
    void aSignInFindsEverythingByIndex() throws Exception {
        String assertion = customer.device().get(customer.signInOptions());

        List<String> spoken = SpokenStatements.during(
                () -> customer.authenticate(assertion).then().statusCode(200));

        assertThat(tablesOf(spoken))
                .contains("account", "passkey_credential", "decision_profile", "session", "token_family")
                .anyMatch(table -> table.startsWith("decision_log"))
                .anyMatch(table -> table.startsWith("audit_entry"));
        assertThat(readThrough(spoken)).isEmpty();
    }

    @Test
    void optionsForAStrangerAskNothing() throws Exception {
        List<String> spoken = SpokenStatements.during(customer::signInOptions);

        assertThat(spoken.stream()
                        .filter(statement -> GROWING.matcher(statement).find()))
                .isEmpty();
    }

    @Test
    void aRefreshFindsEverythingByIndex() throws Exception {
        List<String> spoken = SpokenStatements.during(() -> customer.asStranger()
                .body(Map.of("refresh_token", customer.refreshToken()))
                .post("/v1/token/refresh")
                .then()
                .statusCode(200));

        assertThat(tablesOf(spoken)).contains("session", "token_family", "account", "decision_profile");
        assertThat(readThrough(spoken)).isEmpty();
    }

    @Test
    void whatHappenedToAnAccountIsFoundByIndexInEveryMonth() throws Exception {
        List<String> spoken = SpokenStatements.during(
                () -> customer.signedIn().get("/v1/me/activity").then().statusCode(200));

        assertThat(tablesOf(spoken))
                .filteredOn(table -> table.startsWith("audit_entry_2"))
                .hasSizeGreaterThan(2);
        assertThat(readThrough(spoken)).isEmpty();
    }

    @Test
    void aDecisionIsLookedForInItsOwnWeek() throws Exception {
        String id = customer.trySignIn(knobs -> knobs).path("decision.id");

        List<String> spoken = SpokenStatements.during(
                () -> decisions.explain(new RelyingPartyId("demo"), new DecisionId(UUID.fromString(id))));

        assertThat(tablesOf(spoken))
                .filteredOn(table -> table.startsWith("decision_log"))
                .hasSize(1);
        assertThat(readThrough(spoken)).isEmpty();
    }

    @Test
    void aTableThatIsReadThroughIsNoticed() throws Exception {
        List<String> planted = List.of("select 1 from session where client_id = 'nobody'");

        assertThat(readThrough(planted)).containsExactly("session");
    }

    private static List<String> readThrough(List<String> statements) throws Exception {
        List<String> found = new ArrayList<>();
        for (String statement : planned(statements)) {
            stepsOf(statement).stream()
                    .filter(step -> step.type().equals("Seq Scan")
                            && GROWING.matcher(step.table()).matches())
                    .map(Step::table)
                    .forEach(found::add);
        }
        return found;
    }

    private static Set<String> tablesOf(List<String> statements) throws Exception {
        Set<String> tables = new TreeSet<>();
        for (String statement : planned(statements)) {
            stepsOf(statement).stream().map(Step::table).forEach(tables::add);
        }
        return tables;
    }

    private static List<String> planned(List<String> statements) {
        return statements.stream()
                .map(String::strip)
                .filter(statement -> PLANNED.matcher(statement).matches())
                .toList();
    }

    private static List<Step> stepsOf(String statement) throws Exception {
        try (Connection superuser = TestServer.asSuperuser(OwnDatabase.NAME);
                Statement explain = superuser.createStatement();
                ResultSet plan = explain.executeQuery("explain (format json) " + statement)) {
            plan.next();
            List<Step> steps = new ArrayList<>();
            collect(JSON.readTree(plan.getString(1)), steps);
            return steps;
        }
    }

    private static void collect(JsonNode node, List<Step> steps) {
        if (node.has("Relation Name")) {
            steps.add(new Step(
                    node.path("Node Type").asText(), node.path("Relation Name").asText()));
        }
        node.forEach(child -> collect(child, steps));
    }
}
