package dev.latchkey.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.latchkey.decision.policy.PolicyRegister;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.relyingparty.ApiClients;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The check that an app's back end asked for, on the hosted page. */
@QuarkusTest
class ApprovePageTest {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @Inject
    PolicyRegister policies;

    @Inject
    ApiClients clients;

    private final Customer customer = new Customer(BROWSER);

    @Test
    void aPaymentOfAnAppIsApprovedAsItsBackEndSaidIt() {
        StepUpJourneyTest.alwaysAsk(policies);
        BROWSER.device(Device.Kind.SYNCED);
        customer.arrivesAtTheCarefulOne();
        ApiClients.Created shop = clients.create(new RelyingPartyId("careful"), "shop");
        String ticket = customer.asksForAPayout(shop, Browser.CAREFUL)
                .body("outcome", equalTo("step_up"))
                .extract()
                .path("ticket");

        BROWSER.open("about:blank");
        BROWSER.open(Browser.at(Browser.CAREFUL, "/approve#reason=new-device&ticket=" + ticket));
        BROWSER.reads("#step-up-title", "before we send €300");
        BROWSER.reads("#step-up-payee", "Acme Ltd");
        BROWSER.reads("#step-up-reason", "This device is new for your account");
        assertThat(BROWSER.driver().getCurrentUrl()).doesNotContain(ticket);
        BROWSER.click("#step-up-passkey");

        BROWSER.reads("#done-title", "Confirmed");
        BROWSER.open(Browser.at(Browser.CAREFUL, "/account"));
        BROWSER.reads("#hello", "Ana");
    }
}
