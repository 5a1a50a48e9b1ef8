package dev.latchkey.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** Sign-up in the page. */
@QuarkusTest
class SignUpPageTest {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private final Customer customer = new Customer(BROWSER);

    @Test
    void aCustomerSignsUpAndSeesTheAccount() {
        Device phone = BROWSER.device(Device.Kind.SYNCED);

        customer.signsUp(Browser.at("/"), "Ana", "ana@example.org");
        BROWSER.click("#not-now");

        BROWSER.reads("#hello", "Ana");
        BROWSER.reads("#account-username", "ana@example.org");
        BROWSER.count(1, "[data-passkey]");
        BROWSER.see("[data-activity=signed_up]");
        assertThat(BROWSER.shown("#mode-note"))
                .as("the browser keeps our cookies")
                .isFalse();
        assertThat(phone.passkeys()).hasSize(1);
    }

    @Test
    void signUpWorksWithTheKeyboardAlone() {
        BROWSER.device(Device.Kind.SYNCED);
        BROWSER.open(Browser.at("/"));
        BROWSER.view("sign-in");

        tabTo("create-account");
        press(Keys.ENTER);
        BROWSER.view("name");
        press("Ana", Keys.ENTER);
        BROWSER.view("user");
        press("ana@example.org", Keys.ENTER);
        BROWSER.view("offer");
        tabTo("not-now");
        press(Keys.SPACE);

        BROWSER.reads("#hello", "Ana");
    }

    @Test
    void aCancelledDialogIsCalmAndCanBeTriedAgain() {
        Device phone = BROWSER.device(Device.Kind.SYNCED);
        BROWSER.open(Browser.at("/"));
        BROWSER.click("#create-account");
        phone.wrongFinger();

        customer.fillsIn("Ana", "ana@example.org");

        BROWSER.see("#alert.calm[data-code=cancelled]");
        assertThat(phone.passkeys()).isEmpty();
        phone.rightFinger();
        BROWSER.click("#create-passkey");
        BROWSER.view("offer");
    }

    @Test
    void aMissingNameIsAskedForKindly() {
        BROWSER.device(Device.Kind.SYNCED);
        BROWSER.open(Browser.at("/"));
        BROWSER.click("#create-account");

        BROWSER.click("#continue");

        BROWSER.reads("#display-name-error", "Please type a name");
        assertThat(BROWSER.see("#display-name").getDomAttribute("aria-invalid")).isEqualTo("true");
        assertThat(focused()).isEqualTo("display-name");
    }

    @Test
    void aTakenNameIsSaidPlainlyWhereNamesAreUnique() {
        Device phone = BROWSER.device(Device.Kind.SYNCED);
        String name = "ana-" + System.nanoTime();
        customer.signsUp(Browser.at("unique.localhost", "/"), "Ana", name);
        phone.untouched();
        BROWSER.forgetEverything();
        BROWSER.open(Browser.at("unique.localhost", "/"));
        BROWSER.click("#create-account");
        phone.touched();

        customer.fillsIn("Another Ana", name);

        BROWSER.reads("#alert[data-code=username-taken]", "already in use");
        BROWSER.expect(409, "/v1/webauthn/registration/");
    }

    private static void press(CharSequence... keys) {
        BROWSER.driver().switchTo().activeElement().sendKeys(keys);
    }

    private static void tabTo(String id) {
        for (int presses = 0; presses < 30 && !focused().equals(id); presses++) {
            press(Keys.TAB);
        }
        assertThat(focused()).isEqualTo(id);
    }

    private static String focused() {
        return String.valueOf(BROWSER.driver().executeScript("return document.activeElement.id"));
    }
}
