package dev.latchkey.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.relyingparty.ApiClients;
import dev.latchkey.testing.Inbox;
import dev.latchkey.testing.Inbox.Mail;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;

/** Days on which something went wrong, under the policy of the release: what is asked, what waits, what can be undone. */
@QuarkusTest
class TroubleJourneyTest {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @Inject
    ApiClients clients;

    private final Customer customer = new Customer(BROWSER);

    @Test
    void aPayoutAfterARecoveryWaitsAndTheMailsLinkStopsWhoRecovered() {
        Device lost = BROWSER.device(Device.Kind.SYNCED);
        String code = customer.arrivesWithCodes();
        Inbox inbox = customer.addsAnAddress();
        customer.recoversFrom(lost, code).untouched();

        customer.asksForAPayout(clients.create(new RelyingPartyId("demo"), "shop"), "localhost")
                .body("outcome", equalTo("deny"))
                .body("decision.reasons.code", hasItem("on-hold"))
                .body("hold_until", notNullValue());
        BROWSER.open("about:blank");
        BROWSER.open(Browser.at("/stop#" + mailWithALink(inbox).stopToken()));
        BROWSER.click("#stop");

        BROWSER.reads("#stopped-title", "Stopped");
        BROWSER.reads("#stopped-lead", "2 devices were signed out. 1 passkey is on hold.");
        BROWSER.open(Browser.at("/account"));
        BROWSER.view("sign-in");
        BROWSER.expect(401, "/v1/me");
    }

    @Test
    void aPasskeyThatWasPutOnHoldIsUsedAgainOnItsOwnersWord() {
        Device phone = BROWSER.device(Device.Kind.SYNCED);
        customer.arrives();
        phone.untouched();
        Device key = BROWSER.device(Device.Kind.SECURITY_KEY);
        BROWSER.click("#add-passkey");
        BROWSER.count(2, "[data-passkey]");
        key.away();
        customer.comesBackWith(phone);
        BROWSER.click("#sign-in");
        BROWSER.reads("#hello", "Ana");

        BROWSER.click("[data-activity=passkey_added] [data-report=not-me]");
        BROWSER.click("#ask-yes");
        BROWSER.reads("#report-done", "1 passkey is on hold");
        BROWSER.click("#told-close");
        BROWSER.reads("[data-passkey]:has([data-action=restore])", "On hold");
        BROWSER.click("[data-action=restore]");
        BROWSER.click("#ask-yes");

        BROWSER.reads("#status", "It can be used again");
        BROWSER.gone("[data-action=restore]");
    }

    @Test
    void whoHasNoSecondWayIsLetInWithOneLimitAndToldSo() {
        Device phone = BROWSER.device(Device.Kind.SYNCED);
        customer.arrives();
        Device again = signsInOnceMore(phone);
        Device third = signsInOnceMore(again);
        BROWSER.click("[data-activity=signed_in] [data-report=not-me]");
        BROWSER.click("#ask-yes");
        BROWSER.click("#told-close");
        third.untouched(); // or autofill lets it in again at once
        BROWSER.click("#sign-out");
        BROWSER.view("sign-in");

        customer.comesBackWith(third);
        BROWSER.click("#sign-in");

        BROWSER.reads("#limited-title", "You are in, with one limit");
        BROWSER.click("#limited-on");
        BROWSER.reads("#hello", "Ana");
        assertThat(BROWSER.driver().findElements(By.cssSelector("[data-passkey]")))
                .hasSize(1);
    }

    private Device signsInOnceMore(Device device) {
        Device again = customer.comesBackWith(device);
        BROWSER.click("#sign-in");
        BROWSER.reads("#hello", "Ana");
        return again;
    }

    private static Mail mailWithALink(Inbox inbox) {
        while (true) {
            Mail mail = inbox.next();
            if (mail.text().contains("/stop#")) {
                return mail;
            }
        }
    }
}
