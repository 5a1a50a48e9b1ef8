package dev.latchkey.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.decision.MadeUpMonth;
import dev.latchkey.staff.Role;
import dev.latchkey.testing.MovableClock;
import dev.latchkey.testing.Operator;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** An engineer who has never seen the console lowers the rate of checks by following its page alone. */
@QuarkusTest
class ConsoleJourneyTest {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @RegisterExtension
    static final Browser OTHER = new Browser();

    private static final long MOST_OF_A_VIEW = 300_000;

    @Inject
    MadeUpMonth month;

    @Inject
    MovableClock clock;

    private final Operators ada = new Operators(BROWSER);
    private final Operators bo = new Operators(OTHER);

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void signInsAreAskedHalfAsOftenByFollowingThePageAlone() {
        String shop = month.of("halved", 10).id().value();
        ada.arrives("Ada", shop, Role.POLICY_AUTHOR, Role.ANALYST);
        BROWSER.reads("#view", "How often? We asked");

        BROWSER.click("#nav a[href$='/change']");
        BROWSER.reads("#today", "2.");
        BROWSER.type("#wanted", "1");
        BROWSER.click("[data-does=solve]");
        BROWSER.click("[data-does=draft]");
        BROWSER.click("[data-does=replay]");
        BROWSER.reads(".notice", "What this means for your wish");
        Axe.nothingIsFound(BROWSER, "a draft that was tried");
        BROWSER.click("[data-does=submit]");
        BROWSER.reads(".steps", "You wrote it, so somebody else has to approve it.");

        String address = BROWSER.driver().getCurrentUrl();
        bo.arrives("Bo", shop, Role.POLICY_APPROVER);
        OTHER.open(address);
        OTHER.reads(".difference", "instead of 2");
        OTHER.click("[data-does=approve]");
        bo.because("Saw the replay.");
        OTHER.reads(".steps", "Bo approved it");
        OTHER.click("[data-stage=shadow]");
        bo.because("A day in the shadow.");
        OTHER.reads(".steps", "In the shadow since");
        assertThat(OTHER.shown("[data-stage=canary_1]")).isTrue();
        Axe.nothingIsFound(OTHER, "a version in the shadow");
    }

    @Test
    void aChangeAsksForOneMoreTouchAndSaysWhatFor() {
        String shop = month.of("touched", 2).id().value();
        ada.arrives("Ada", shop, Role.POLICY_APPROVER);
        ada.goes(shop + "/policy");
        BROWSER.see("[data-does=glass]");
        clock.advance(Duration.ofMinutes(6));

        BROWSER.click("[data-does=glass]");
        ada.because("Stuffing from many networks.");
        BROWSER.reads("dialog[open]", "Ask everybody for 30 minutes");
        BROWSER.click("dialog[open] [data-answer=yes]");

        BROWSER.reads("#view", "Emergency: ask everybody");
        BROWSER.expect(401, "/policy/break-glass");
    }

    @Test
    void whatARoleMayNotDoIsNotOffered() {
        String shop = month.of("looked-at", 2).id().value();

        ada.arrives("Ada", shop, Role.ANALYST);

        assertThat(BROWSER.shown("#nav a[href$='/staff']")).isFalse();
        ada.goes(shop + "/policy");
        BROWSER.reads(".may-not", "is for a policy approver");
        assertThat(BROWSER.see("[data-does=glass]").getDomAttribute("aria-disabled"))
                .isEqualTo("true");
        ada.goes(shop + "/staff");
        BROWSER.reads("h1", "Not for your role");
    }

    @Test
    void anInvitationIsGoodOnce() {
        String shop = month.of("invited", 2).id().value();
        String link = Browser.at(Browser.CONSOLE, "/console/#invitation=" + Operator.invitation(shop, Role.ANALYST));
        BROWSER.device(Device.Kind.SYNCED);
        BROWSER.open(link);
        BROWSER.type("#name", "Ada");
        BROWSER.type("#user", "ada@example.org");
        BROWSER.click("[data-does=create]");
        BROWSER.reads("h1", "Overview");
        assertThat(BROWSER.driver().getCurrentUrl()).doesNotContain("invitation");

        OTHER.device(Device.Kind.SYNCED);
        OTHER.open(link);
        OTHER.type("#name", "Eve");
        OTHER.type("#user", "eve@example.org");
        OTHER.click("[data-does=create]");

        OTHER.see("#alert[data-code=invitation-needed]");
        OTHER.expect(403, "/v1/webauthn/registration/options");
    }

    @Test
    void everyViewIsLightAccessibleAndQuietOnTheConsole() {
        String shop = month.of("seen", 2).id().value();
        ada.arrives("Ada", shop, Role.values());

        for (String view : List.of(
                "overview",
                "decisions",
                "what-if",
                "change",
                "change?action=sign_in&share=0.01",
                "policy",
                "policy/version/0",
                "drafts",
                "replays",
                "staff",
                "walks",
                "journal")) {
            BROWSER.open(Browser.at(Browser.CONSOLE, "/console/?fresh=" + view.hashCode() + "#/" + shop + "/" + view));
            BROWSER.see("#view h1");
            BROWSER.gone("#view .loading");

            assertThat(BROWSER.shown("#alert:not([hidden])"))
                    .as(view + ": " + BROWSER.text())
                    .isFalse();
            assertThat(weight()).as("bytes of %s", view).isLessThan(MOST_OF_A_VIEW);
            Axe.nothingIsFound(BROWSER, view);
        }
    }

    @Test
    void aDecisionIsOpenedAndJudgedAgain() {
        String shop = month.of("opened", 2).id().value();
        ada.arrives("Ada", shop, Role.ANALYST);

        ada.goes(shop + "/decisions?level=step_up");
        BROWSER.click("tbody th a");
        BROWSER.reads("#view", "What added up");
        Axe.nothingIsFound(BROWSER, "a decision");
        BROWSER.click("#view a[href*='what-if']");
        BROWSER.reads("#view", "Same as it was then");
        Axe.nothingIsFound(BROWSER, "a decision judged again");
        ada.goes(shop + "/what-if");
        BROWSER.see("#field-action");
        BROWSER.click("[data-does=judge]");

        BROWSER.reads("#view", "Compared:");
    }

    @Test
    void aDraftIsWrittenByFieldsAndByText() {
        String shop = month.of("drafted", 2).id().value();
        ada.arrives("Ada", shop, Role.POLICY_AUTHOR);
        ada.goes(shop + "/drafts");
        BROWSER.click("[data-does=new-draft]");
        BROWSER.type("dialog[open] [name=comment]", "Ask fewer new customers.");
        BROWSER.click("dialog[open] [data-answer=yes]");

        BROWSER.type("[data-action=sign_in][data-segment=new]", "1.5");
        BROWSER.click("#comment");
        BROWSER.reads(".difference", "1.5 %");
        BROWSER.click("[data-does=save]");
        BROWSER.reads("#status", "Saved.");
        Axe.nothingIsFound(BROWSER, "a draft");

        BROWSER.type("#document", "{");
        BROWSER.see("#faults li");
        assertThat(BROWSER.see("#document").getDomAttribute("aria-invalid")).isEqualTo("true");
        Axe.nothingIsFound(BROWSER, "a draft with faults");
    }

    @Test
    void theConsoleIsWalkedByKeyboardAlone() {
        String shop = month.of("by-keyboard", 2).id().value();
        ada.arrives("Ada", shop, Role.ANALYST);
        BROWSER.reads("h1", "Overview");

        tabTo("Ask less or more");
        press(Keys.ENTER);
        BROWSER.reads("h1", "Ask less often");
        assertThat(focused()).startsWith("Ask less often");
        tabTo("See what it would take");
        press(Keys.ENTER);

        BROWSER.see("[data-does=draft]");
        BROWSER.driver().navigate().back();
        BROWSER.see("#wanted");
    }

    private static void press(CharSequence key) {
        BROWSER.driver().switchTo().activeElement().sendKeys(key);
    }

    private static void tabTo(String words) {
        for (int presses = 0; presses < 150 && !focused().equals(words); presses++) {
            press(Keys.TAB);
        }
        assertThat(focused()).isEqualTo(words);
    }

    private static String focused() {
        return String.valueOf(BROWSER.driver().executeScript("return document.activeElement.textContent"));
    }

    /** The size of everything that the view at hand has loaded, but for answers of the API; before any compression. */
    private static long weight() {
        return (long) BROWSER.driver().executeScript("""
                return performance.getEntries()
                  .filter(({ entryType, name }) => ['resource', 'navigation'].includes(entryType) && !name.includes('/v1/'))
                  .reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0)""");
    }
}
