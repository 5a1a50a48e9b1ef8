package dev.latchkey.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.staff.Role;
import dev.latchkey.testing.Operator;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Walks in the pages: what stands there, and what is counted. All personas walk by {@link PersonaWalks}. */
@QuarkusTest
class WalkPageTest {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @Test
    void aFirstTimerIsWalkedToTheEndAndCounted() {
        MadeUp somebody = new MadeUp(BROWSER, Operator.at("demo", Role.ANALYST));

        JsonPath report = somebody.walks("first-timer");

        assertThat(report.getString("walk.state")).isEqualTo("finished");
        assertThat(report.getString("walk.result")).isEqualTo("kept");
        assertThat(report.getList("steps[0].views.screen", String.class))
                .containsExactly("sign-in", "name", "user", "offer", "account");
        assertThat(report.getList("steps[0].views.clicks", Integer.class)).containsExactly(1, 1, 1, 1, 0);
        assertThat(report.getList("steps[1].views.screen", String.class)).containsExactly("sign-in", "done", "account");
        assertThat(report.getInt("steps[1].clicks")).isEqualTo(1);
        assertThat(report.getDouble("walk.seconds")).isPositive();
        BROWSER.reads("aside.walk", "As expected");
    }

    @Test
    void theCautiousOneIsAskedEachTimeAndTheReportSaysHow() {
        MadeUp somebody = new MadeUp(BROWSER, Operator.at("demo", Role.ANALYST));

        JsonPath report = somebody.walks("cautious");

        assertThat(report.getString("walk.result")).isEqualTo("kept");
        assertThat(report.getInt("walk.questions")).isEqualTo(2);
        List<Map<String, Object>> asked = report.getList("steps[2].views.findAll { it.screen == 'step-up:choose' }");
        assertThat(asked).hasSize(1);
        assertThat(asked.getFirst().get("offered"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains("recovery_code");
        assertThat(report.getList("steps[2].views.screen", String.class)).contains("step-up:recovery_code");
    }

    @Test
    void nobodyGoesOnBeforeTheAccountIsMade() {
        MadeUp somebody = new MadeUp(BROWSER, Operator.at("demo", Role.ANALYST));
        somebody.begins("first-timer");

        BROWSER.click("#walk-next");

        BROWSER.reads("#walk-word", "Make the account first");
    }

    @Test
    void aWalkThatIsGivenUpIsOver() {
        MadeUp somebody = new MadeUp(BROWSER, Operator.at("demo", Role.ANALYST));
        JsonPath begun = somebody.begins("first-timer");

        BROWSER.click("#walk-give-up");

        BROWSER.reads("#walk-word", "This walk is over");
        assertThat(somebody.reads(begun.getString("id")).getString("walk.state"))
                .isEqualTo("given-up");
        BROWSER.open(begun.getString("link").replaceFirst("#.*", ""));
        BROWSER.see("#sign-in");
        assertThat(BROWSER.shown("aside.walk")).isFalse();
    }

    @Test
    void aLinkThatIsOverSaysSoAndThePageGoesOnWithoutIt() {
        MadeUp somebody = new MadeUp(BROWSER, Operator.at("demo", Role.ANALYST));
        JsonPath begun = somebody.begins("first-timer");
        BROWSER.click("#walk-give-up");
        BROWSER.reads("#walk-word", "This walk is over");
        BROWSER.open("about:blank");

        BROWSER.open(begun.getString("link"));

        BROWSER.reads("#walk-word", "This walk has ended");
        BROWSER.view("sign-in");
        assertThat(BROWSER.driver().getCurrentUrl()).doesNotContain("walk");
        BROWSER.expect(403, "/v1/walk");
    }

    @Test
    void aLinkMeansNothingAtAnotherRelyingParty() {
        MadeUp somebody = new MadeUp(BROWSER, Operator.at("demo", Role.ANALYST));
        JsonPath begun = somebody.begins("first-timer");

        BROWSER.open(begun.getString("link").replace("sandbox.localhost", "localhost"));

        BROWSER.view("sign-in");
        assertThat(BROWSER.shown("aside.walk")).isFalse();
    }
}
