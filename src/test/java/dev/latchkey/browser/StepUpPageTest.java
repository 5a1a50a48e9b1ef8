package dev.latchkey.browser;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
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
        Device key = BROWSER.device(Device.Kind.WITHOUT_VERIFICATION);
        Map<String, Object> passkey = signsInWithoutVerification(key);
        BROWSER.reads("#step-up-reason", "Your device did not check who is holding it");
        key.away();
        BROWSER.device(Device.Kind.SECURITY_KEY).restore(passkey);

        BROWSER.click("#step-up-passkey");

        BROWSER.reads("#hello", "Ana");
    }

    @Test
    void theCheckCanBeLeftCalmly() {
        Device key = BROWSER.device(Device.Kind.WITHOUT_VERIFICATION);
        signsInWithoutVerification(key);
        key.untouched();

        BROWSER.click("#step-up-cancel");

        BROWSER.view("sign-in");
        BROWSER.see("#alert.calm[data-code=cancelled]");
    }

    @Test
    void aDeviceThatCannotCheckItsOwnerIsNotLetIn() {
        Device key = BROWSER.device(Device.Kind.WITHOUT_VERIFICATION);
        signsInWithoutVerification(key);

        BROWSER.click("#step-up-passkey");

        BROWSER.see("#alert[data-code=cancelled], #alert[data-code=no-screen-lock], #alert[data-code=device-failed]");
    }

    /** The passkey with which Ana came as far as the check. */
    private Map<String, Object> signsInWithoutVerification(Device key) {
        customer.signsUp(Browser.at("preferred.localhost", "/"), "Ana", "ana@example.org");
        Map<String, Object> passkey = key.passkeys().getFirst();
        key.untouched();
        BROWSER.forgetEverything();
        BROWSER.open(Browser.at("preferred.localhost", "/"));
        BROWSER.view("sign-in");
        key.touched();
        BROWSER.click("#sign-in");
        BROWSER.view("step-up");
        return passkey;
    }
}
