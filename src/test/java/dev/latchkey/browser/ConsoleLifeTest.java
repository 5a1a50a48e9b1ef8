package dev.latchkey.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.decision.MadeUpMonth;
import dev.latchkey.decision.policy.Watch;
import dev.latchkey.staff.Role;
import dev.latchkey.testing.Await;
import dev.latchkey.testing.Operator;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The whole life of a change in the console: drafted, replayed on a hundred thousand decisions, handed in, approved by
 * somebody else, in the shadow, let out to one in a hundred, and taken back by itself as soon as it does harm. The
 * journal proves each step.
 */
@QuarkusTest
class ConsoleLifeTest {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @RegisterExtension
    static final Browser OTHER = new Browser();

    private static final int THOUSANDS = 100;

    @Inject
    MadeUpMonth month;

    @Inject
    Watch watch;

    private final Operators ada = new Operators(BROWSER);
    private final Operators bo = new Operators(OTHER);

    @Test
    void aChangeThatDoesHarmIsTakenBackByItselfAndTheJournalTellsItsLife() {
        String shop = month.of("whole-life", THOUSANDS).id().value();
        ada.arrives("Ada", shop, Role.POLICY_AUTHOR);
        BROWSER.click("#nav a[href$='/change']");
        BROWSER.type("#wanted", "1");
        BROWSER.click("[data-does=solve]");
        BROWSER.click("[data-does=draft]");
        BROWSER.click("[data-does=replay]");
        BROWSER.reads(".notice", "What this means for your wish");
        BROWSER.click("[data-does=submit]");
        BROWSER.reads(".steps", "somebody else has to approve it");
        String address = BROWSER.driver().getCurrentUrl();
        bo.arrives("Bo", shop, Role.POLICY_APPROVER);
        OTHER.open(address);
        OTHER.click("[data-does=approve]");
        bo.because("Saw the replay.");
        letOut("shadow", "In the shadow since");
        letOut("canary_1", "It holds for 1 %");

        month.triedInVain(shop);
        watch.now();

        OTHER.click("[data-does=again]");
        OTHER.reads("#view", "It was taken back by itself");
        Operator auditor = Operator.named("Cleo", shop, Role.AUDITOR);
        JsonPath policy = auditor.calls()
                .get("/v1/ops/" + shop + "/policy")
                .then()
                .extract()
                .jsonPath();
        assertThat(policy.getInt("in_force.version")).isEqualTo(1);
        assertThat(policy.getString("last.ended")).isEqualTo("rolled_back");
        assertThat(policy.getString("last.cause.finding")).isEqualTo("overrun");
        assertThat(policy.getFloat("last.cause.canary.low")).isGreaterThan(policy.getFloat("last.cause.allowed"));
        assertThat(told(auditor, shop))
                .containsSubsequence(
                        "policy_drafted",
                        "policy_put",
                        "policy_approved",
                        "policy_staged",
                        "policy_staged",
                        "policy_rolled_back");
    }

    @Test
    void aReplayOfWhatIsInForceGivesEveryStoredDecisionAgain() {
        String shop = month.of("exactly", THOUSANDS).id().value();
        Operator analyst = Operator.at(shop, Role.ANALYST);

        String id = analyst.calls()
                .body("{\"version\": 1, \"last\": " + THOUSANDS * 1_000 + "}")
                .post("/v1/ops/" + shop + "/replays")
                .then()
                .statusCode(202)
                .extract()
                .path("id");

        Await.until(
                "the replay is done",
                Duration.ofMinutes(2),
                () -> !state(analyst, shop, id).getString("state").equals("running"));
        JsonPath done = state(analyst, shop, id);
        assertThat(done.getString("state")).isEqualTo("done");
        assertThat(done.getInt("report.exact")).isEqualTo(done.getInt("report.judged"));
        assertThat(done.getInt("report.not_exact")).isZero();
        assertThat(done.getInt("report.judged") + done.getInt("report.answered"))
                .isEqualTo(THOUSANDS * 1_000);
        assertThat(done.getInt("report.flips")).isZero();
    }

    private void letOut(String stage, String then) {
        OTHER.click("[data-stage=" + stage + "]");
        bo.because("Go on.");
        OTHER.reads(".steps", then);
    }

    private static JsonPath state(Operator analyst, String shop, String id) {
        return analyst.calls()
                .get("/v1/ops/" + shop + "/replays/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** What the journal tells of a relying party, the oldest first. */
    private static List<String> told(Operator auditor, String shop) {
        List<String> events = new ArrayList<>(auditor.calls()
                .get("/v1/ops/" + shop + "/journal?limit=200")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("entries.event"));
        Collections.reverse(events);
        return events;
    }
}
