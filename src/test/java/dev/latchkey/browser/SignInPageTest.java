package dev.latchkey.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;

/** Sign-in in the page, and what it says when it does not work. */
@QuarkusTest
class SignInPageTest {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private final Customer customer = new Customer(BROWSER);

    @Test
    void aPasskeySignsInByTheButtonWithoutAName() {
        Device phone = BROWSER.device(Device.Kind.SYNCED);
        customer.arrives();
        customer.comesBackWith(phone);

        BROWSER.click("#sign-in");

        BROWSER.reads("#hello", "Ana");
        BROWSER.see("[data-activity=signed_in]");
    }

    @Test
    void aPasskeyOfferedInTheFieldSignsInByItself() {
        BROWSER.device(Device.Kind.SYNCED);
        customer.arrives();
        BROWSER.forgetEverything();

        BROWSER.open(Browser.at("/"));

        BROWSER.reads("#hello", "Ana");
        BROWSER.see("[data-activity=signed_in]");
    }

    @Test
    void aCustomerWhoIsSignedInIsGreetedAndMayTakeAnotherAccount() {
        Device phone = BROWSER.device(Device.Kind.SYNCED);
        customer.arrives();
        phone.untouched();

        BROWSER.open(Browser.at("/"));
        BROWSER.reads("#stay-title", "Ana");
        BROWSER.click("#other-account");

        BROWSER.view("sign-in");
        BROWSER.open(Browser.at("/account"));
        BROWSER.view("sign-in");
    }

    @Test
    void aWrongSignatureIsRefusedInPlainWords() {
        Device phone = BROWSER.device(Device.Kind.SYNCED);
        customer.arrives();
        customer.comesBackWith(phone).forges();

        BROWSER.click("#sign-in");

        BROWSER.reads("#alert[data-code=sign-in-refused]", "That did not work");
        BROWSER.expect(401, "/v1/webauthn/authentication/verify");
    }

    @Test
    void aDialogClosedAtSignInIsCalm() {
        Device phone = BROWSER.device(Device.Kind.SYNCED);
        customer.arrives();
        customer.comesBackWith(phone).wrongFinger();

        BROWSER.click("#sign-in");

        BROWSER.reads("#alert.calm[data-code=cancelled]", "Nothing happened");
    }

    @Test
    void aPasskeyOfADeletedAccountIsExplainedAndNoLongerOffered() {
        Device phone = BROWSER.device(Device.Kind.SYNCED);
        customer.arrives();
        Map<String, Object> backup = phone.passkeys().getFirst();
        BROWSER.click("#delete-account");
        BROWSER.click("#ask-yes");
        BROWSER.view("gone");
        Device restored = customer.comesBackWith(phone);
        restored.restore(backup);

        BROWSER.click("#sign-in");

        BROWSER.reads("#alert[data-code=unknown-passkey]", "not in use here any more");
        BROWSER.until(() -> restored.passkeys().isEmpty(), () -> "see the passkey leave the device");
        BROWSER.expect(404, "/v1/webauthn/authentication/verify");
    }

    @Test
    void theArabicPageReadsFromRightToLeftAndIsRemembered() {
        BROWSER.device(Device.Kind.SYNCED);
        BROWSER.open(Browser.at("/"));
        BROWSER.view("sign-in");

        BROWSER.see("#language").findElement(By.cssSelector("option[value=ar]")).click();
        BROWSER.see("html[lang=ar][dir=rtl]");
        BROWSER.open(Browser.at("/"));

        BROWSER.see("html[lang=ar][dir=rtl]");
        assertThat(BROWSER.see("#sign-in").getText()).isNotBlank().doesNotContain("Sign in");
    }

    @Test
    void theLanguageMenuOffersWhatTheRelyingPartySpeaks() {
        BROWSER.open(Browser.at("preferred.localhost", "/"));
        BROWSER.view("sign-in");

        BROWSER.count(2, "#language option");
        BROWSER.see("html[lang=en]");
        BROWSER.open(Browser.at("/"));
        BROWSER.view("sign-in");
        BROWSER.count(6, "#language option");
    }
}
