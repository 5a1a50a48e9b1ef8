package dev.latchkey.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.decision.MadeUpMonth;
import dev.latchkey.postgres.Database;
import dev.latchkey.staff.Role;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the console does with care: who comes in, whom a decision was about, what is alarming, and a desk that somebody has left. */
@QuarkusTest
class ConsoleCareTest {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @RegisterExtension
    static final Browser OTHER = new Browser();

    @Inject
    MadeUpMonth month;

    @Inject
    Database database;

    @Inject
    Clock clock;

    private final Operators ada = new Operators(BROWSER);
    private final Operators bo = new Operators(OTHER);

    @Test
    void anInvitationTakesASecondAdmin() {
        String shop = month.of("two-admins", 2).id().value();
        bo.arrives("Bo", shop, Role.ADMIN);
        OTHER.reads("#view", "There is one admin only.");
        ada.arrives("Ada", shop, Role.ADMIN);

        BROWSER.click("[data-does=invite]");
        BROWSER.type("dialog[open] [name=note]", "Cy of support");
        BROWSER.click("dialog[open] [data-answer=yes]");
        String link = BROWSER.see(".once code").getText();
        Axe.nothingIsFound(BROWSER, "a link that is shown once");
        OTHER.driver().navigate().refresh();
        OTHER.reads("[data-proposal]", "Whoever holds the invitation “Cy of support” as policy author");
        OTHER.click("[data-proposal] [data-does=approve]");
        OTHER.gone("[data-proposal]");

        BROWSER.forgetEverything();
        BROWSER.open(link);
        BROWSER.type("#name", "Cy");
        BROWSER.type("#user", "cy@example.org");
        BROWSER.click("[data-does=create]");
        BROWSER.see("#nav:not([hidden])");
        OTHER.driver().navigate().refresh();
        OTHER.reads("#view table", "Cy");
    }

    @Test
    void whomADecisionWasAboutIsOpenedForACase() {
        dev.latchkey.testing.Customer ana = new dev.latchkey.testing.Customer().signUp("ana-" + UUID.randomUUID());
        Response signedIn = ana.trySignIn(knobs -> knobs);
        ana.keep(signedIn);
        String account = ana.signedIn().get("/v1/me").path("account.id");
        ada.arrives("Lea", "demo", Role.SUPPORT_LEAD);

        ada.goes("demo/decisions/" + signedIn.path("decision.id"));
        BROWSER.reads("#view", "Closed. Opening it is written to the journal with your reason.");
        assertThat(BROWSER.text()).doesNotContain(account);
        BROWSER.click("[data-does=reveal]");
        BROWSER.type("dialog[open] [name=case]", "CASE-1234");
        BROWSER.click("dialog[open] [data-answer=yes]");

        BROWSER.reads("#view", account);
        BROWSER.reads("#view", "49 more");
        Axe.nothingIsFound(BROWSER, "whom a decision was about");
    }

    @Test
    void whatIsAlarmingStandsOnTopAndLeadsToItsDecisions() {
        String shop = month.of("alarming", 2).id().value();
        QuarkusTransaction.requiringNew()
                .run(() -> database.write(
                        """
                        insert into decision_alert (relying_party, day, kind, about, at, says, decisions)
                        values (?, ?, 'denials_spike', '', ?, '42 were refused in ten minutes.', 'level=step_up')""", shop, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), clock.instant()));

        ada.arrives("Ada", shop, Role.ANALYST);

        BROWSER.reads(".notice.stops", "Far more is refused than usual. 42 were refused in ten minutes.");
        Axe.nothingIsFound(BROWSER, "an overview with something alarming");
        BROWSER.click(".notice.stops a");
        BROWSER.reads("h1", "Decisions");
        assertThat(BROWSER.driver().getCurrentUrl()).endsWith("/decisions?level=step_up");
    }

    @Test
    void aDeskThatSomebodyHasLeftIsSignedOut() {
        String shop = month.of("left", 2).id().value();
        ada.arrives("Ada", shop, Role.ANALYST);
        BROWSER.reads("h1", "Overview");

        BROWSER.driver().executeScript("""
                const before = Date.now;
                Date.now = () => before() + 15 * 60 * 1000""");

        BROWSER.reads("#view", "nothing happened here for a while");
        assertThat(BROWSER.shown("#nav:not([hidden])")).isFalse();
    }
}
