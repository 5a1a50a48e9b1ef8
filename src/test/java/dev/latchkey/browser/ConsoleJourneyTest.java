package dev.latchkey.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.decision.MadeUpMonth;
import dev.latchkey.staff.Role;
import dev.latchkey.testing.MovableClock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

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
        BROWSER.click("[data-does=submit]");
        BROWSER.reads(".steps", "You wrote it, so somebody else has to approve it.");

        String address = BROWSER.driver().getCurrentUrl();
        bo.arrives("Bo", shop, Role.POLICY_APPROVER);
        OTHER.open(address);
        OTHER.reads(".difference", "asks");
        OTHER.click("[data-does=approve]");
        bo.because("Saw the replay.");
        OTHER.reads(".steps", "Bo approved it");
        OTHER.click("[data-stage=shadow]");
        bo.because("A day in the shadow.");
        OTHER.reads(".steps", "In the shadow since");
        assertThat(OTHER.shown("[data-stage=canary_1]")).isTrue();
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
        String link = Browser.at(
                Browser.CONSOLE,
                "/console/#invitation=" + dev.latchkey.testing.Operator.invitation(shop, Role.ANALYST));
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

    /** The size of everything that the view at hand has loaded, but for answers of the API; before any compression. */
    private static long weight() {
        return (long) BROWSER.driver().executeScript("""
                return performance.getEntries()
                  .filter(({ entryType, name }) => ['resource', 'navigation'].includes(entryType) && !name.includes('/v1/'))
                  .reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0)""");
    }
}
