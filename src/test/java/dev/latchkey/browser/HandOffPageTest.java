package dev.latchkey.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The hosted page hands a customer over to an app of the relying party. */
@QuarkusTest
class HandOffPageTest {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private final Customer customer = new Customer(BROWSER);

    @Test
    void anAppGetsTokensOfItsOwnForWhoeverSignedUpOnThePage() throws IOException {
        BROWSER.device(Device.Kind.SYNCED);
        try (DemoApp app = DemoApp.start()) {

            customer.signsUp(app.begin(), "Ana", "ana@example.org");
            BROWSER.click("#not-now");

            BROWSER.reads("body", "Hello Ana of the app");
            assertThat(BROWSER.driver().getCurrentUrl()).startsWith(app.returnAddress());
        }
    }

    @Test
    void aCustomerWhoIsSignedInGoesStraightBackToTheApp() throws IOException {
        BROWSER.device(Device.Kind.SYNCED);
        try (DemoApp app = DemoApp.start()) {
            customer.arrives();

            BROWSER.open(app.begin());
            BROWSER.click("#stay");

            BROWSER.reads("body", "Hello Ana of the app");
        }
    }

    @Test
    void anAddressThatNobodyRegisteredIsNotGoneTo() {
        BROWSER.device(Device.Kind.SYNCED);
        customer.arrives();

        BROWSER.open(Browser.at("/?return_to=https%3A%2F%2Fevil.example%2F&code_challenge=" + "A".repeat(43)));
        BROWSER.click("#stay");

        BROWSER.reads("#alert[data-code=return-address-unknown]", "We do not know the app");
        assertThat(BROWSER.driver().getCurrentUrl()).startsWith(Browser.at("/"));
        BROWSER.expect(400, "/v1/hand-off");
    }
}
