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
        Customer.Unverified attempt = customer.signsInUnverified();
        BROWSER.reads("#step-up-reason", "Your device did not check who is holding it");
        attempt.key().away();
        BROWSER.device(Device.Kind.SECURITY_KEY).restore(attempt.passkey());

        BROWSER.click("#step-up-passkey");

        BROWSER.reads("#hello", "Ana");
    }

    @Test
    void theCheckCanBeLeftCalmly() {
        customer.signsInUnverified().key().untouched();

        BROWSER.click("#step-up-cancel");

        BROWSER.view("sign-in");
        BROWSER.see("#alert.calm[data-code=cancelled]");
    }

    @Test
    void aDeviceThatCannotCheckItsOwnerIsNotLetIn() {
        customer.signsInUnverified();

        BROWSER.click("#step-up-passkey");

        BROWSER.see("#alert[data-code=cancelled], #alert[data-code=no-screen-lock], #alert[data-code=device-failed]");
    }
}
