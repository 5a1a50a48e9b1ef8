package dev.latchkey.browser;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The one more check that a relying party gets where verification is only preferred. */
@QuarkusTest
class StepUpPageTest {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private final Customer customer = new Customer(BROWSER);

    @Test
    void aDeviceThatDidNotCheckItsOwnerIsAskedOnceMore() {
        Device phone = customer.signsInUnverified();
        BROWSER.reads("#step-up-reason", "Your device did not check that it was you");
        phone.checksItsOwner();

        BROWSER.click("#step-up-passkey");

        BROWSER.reads("#hello", "Ana");
    }

    @Test
    void theCheckCanBeLeftCalmly() {
        customer.signsInUnverified().untouched();

        BROWSER.click("#step-up-cancel");

        BROWSER.view("sign-in");
        BROWSER.see("#alert.calm[data-code=cancelled]");
    }

    @Test
    void aDeviceThatStillDoesNotCheckItsOwnerIsNotLetIn() {
        customer.signsInUnverified();

        BROWSER.click("#step-up-passkey");

        BROWSER.reads("#step-up .notice[data-code=sign-in-refused]", "That did not work");
        BROWSER.expect(401, "/v1/webauthn/authentication/verify");
    }
}
