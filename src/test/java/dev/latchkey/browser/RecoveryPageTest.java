package dev.latchkey.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** Recovery codes: offered at sign-up, and a way back when the device is lost. */
@QuarkusTest
class RecoveryPageTest {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private final Customer customer = new Customer(BROWSER);

    @Test
    void aCodeLetsItsOwnerMakeANewPasskeyOnAnotherDeviceOnce() {
        Device lost = BROWSER.device(Device.Kind.SYNCED);
        List<String> codes = signUpWithCodes();
        loses(lost);
        Device found = BROWSER.device(Device.Kind.SYNCED);

        recoversBy(codes.getFirst().toLowerCase(Locale.ROOT).replace("-", " "));

        BROWSER.reads("#done-lead", "9 recovery codes left");
        BROWSER.reads("#hello", "Ana");
        BROWSER.count(2, "[data-passkey]");
        assertThat(found.passkeys()).hasSize(1);

        loses(found);
        BROWSER.device(Device.Kind.SYNCED);
        recoversBy(codes.getFirst());
        BROWSER.reads("#alert[data-code=recovery-code-refused]", "That code did not work");
        BROWSER.expect(401, "/v1/webauthn/registration/options");
    }

    @Test
    void codesAreTenAndNewOnesReplaceThemInTheAccount() {
        BROWSER.device(Device.Kind.SYNCED);
        List<String> codes = signUpWithCodes();
        BROWSER.reads("#recovery-state", "10 codes left");

        BROWSER.click("#recovery-codes");
        BROWSER.click("#ask-yes");
        BROWSER.see("dialog#codes[open]");

        assertThat(shown()).hasSize(10).doesNotContainAnyElementsOf(codes);
        BROWSER.click("#codes #codes-saved");
        BROWSER.gone("dialog#codes[open]");
        BROWSER.see("[data-activity=recovery_codes_made]");
    }

    @Test
    void anUnfinishedCodeIsAskedForAgainWithoutTheService() {
        BROWSER.device(Device.Kind.SYNCED);

        recoversBy("ABCDE-FGHJ");

        BROWSER.reads("#recovery-code-error", "twenty letters and digits");
    }

    private List<String> signUpWithCodes() {
        customer.signsUp(Browser.at("/"), "Ana", "ana@example.org");
        BROWSER.click("#show-codes");
        BROWSER.view("codes");
        List<String> codes = shown();
        assertThat(codes)
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("([0-9A-Z]{5}-){3}[0-9A-Z]{5}"));
        BROWSER.click("#codes-saved");
        BROWSER.reads("#hello", "Ana");
        return codes;
    }

    private static void loses(Device device) {
        device.away();
        BROWSER.forgetEverything();
    }

    private static void recoversBy(String code) {
        BROWSER.open(Browser.at("/"));
        BROWSER.click("#lost-device");
        BROWSER.type("#recovery-code", code);
        BROWSER.click("#recover");
    }

    private static List<String> shown() {
        BROWSER.see("#code-list li");
        return BROWSER.driver().findElements(By.cssSelector("#code-list li")).stream()
                .map(WebElement::getText)
                .toList();
    }
}
