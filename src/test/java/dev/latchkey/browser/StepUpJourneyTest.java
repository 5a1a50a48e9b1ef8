package dev.latchkey.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.decision.policy.DefaultPolicy;
import dev.latchkey.decision.policy.PolicyRegister;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.testing.Inbox;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** Every way to answer one more check, at a relying party whose policy always asks. */
@QuarkusTest
class StepUpJourneyTest {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @RegisterExtension
    static final Browser OTHER = new Browser();

    @Inject
    PolicyRegister policies;

    private final Customer customer = new Customer(BROWSER);

    /** Puts a policy in force that always asks, at sign-in and before another passkey. */
    static void alwaysAsk(PolicyRegister policies) {
        RelyingPartyId careful = new RelyingPartyId("careful");
        policies.put(
                careful,
                DefaultPolicy.TEXT
                        .replace("\"sign_in\": {", "\"sign_in\": {\n \"at_least\": \"step_up\",")
                        .replace("\"add_passkey\": {", "\"add_passkey\": {\n \"at_least\": \"step_up\",")
                        .replace(
                                "[\"passkey\", \"other_passkey\", \"device\", \"totp\", \"recovery_code\", \"hold\"]",
                                "[\"other_passkey\", \"totp\", \"hold\"]"),
                "test",
                "always asks");
        policies.activate(careful, 1, "test");
    }

    @BeforeEach
    void alwaysAsk() {
        alwaysAsk(policies);
    }

    @Test
    void aCodeAppIsAddedAndItsCodeLetsItsOwnerInAfterAWrongOne() {
        Device phone = BROWSER.device(Device.Kind.SYNCED);
        customer.arrivesAtTheCarefulOne();
        CodeApp app = customer.addsACodeApp();
        isAskedAgain(phone);
        BROWSER.reads("#step-up-title", "One more check before you sign in");
        BROWSER.reads("#step-up-reason", "We always check before this");

        BROWSER.click("#step-up-totp");
        assertThat(BROWSER.see("#check-code").getDomAttribute("autocomplete")).isEqualTo("one-time-code");
        BROWSER.type("#check-code", app.wrongCode());
        BROWSER.click("#check-send");
        BROWSER.reads("#step-up .notice[data-code=step-up-refused]", "You can try");
        BROWSER.type("#check-code", app.code(1));
        BROWSER.click("#check-send");

        BROWSER.reads("#hello", "Ana");
        BROWSER.see("[data-activity=stepped_up]");
        BROWSER.expect(401, "/v1/step-up/totp/verify");
    }

    @Test
    void aCodeByMailGoesToAMaskedAddressAndLetsItsOwnerIn() {
        Device phone = BROWSER.device(Device.Kind.SYNCED);
        customer.arrivesAtTheCarefulOne();
        Inbox inbox = customer.addsAnAddress();
        isAskedAgain(phone);

        BROWSER.click("#step-up-email");
        BROWSER.reads("#check-code-lead", "@");
        assertThat(BROWSER.text()).doesNotContain(inbox.address());
        BROWSER.reads(".resend", "another mail in");
        BROWSER.type("#check-code", codeOf(inbox));
        BROWSER.click("#check-send");

        BROWSER.reads("#hello", "Ana");
    }

    @Test
    void anotherDeviceSaysYesWithTheNumberThatIsShown() {
        asksTheOtherDevice();
        String number = OTHER.see("#step-up-number").getText();
        BROWSER.reads(".approval", "wants to sign in to your account");

        BROWSER.type(".approval input", number.equals("10") ? "11" : "10");
        BROWSER.click(".approval [data-answer=yes]");
        BROWSER.reads(".approval .wrong", "another number");
        BROWSER.type(".approval input", number);
        BROWSER.click(".approval [data-answer=yes]");

        BROWSER.reads(".approval", "goes on by itself");
        OTHER.reads("#hello", "Ana");
        BROWSER.expect(401, "/v1/me/approvals/");
    }

    @Test
    void anotherDeviceSaysNoAndNobodyGetsIn() {
        asksTheOtherDevice();
        OTHER.see("#step-up-number");
        BROWSER.see(".approval");
        int yes = BROWSER.see(".approval [data-answer=yes]").getSize().getWidth();
        assertThat(BROWSER.see(".approval [data-answer=no]").getSize().getWidth())
                .isEqualTo(yes);

        BROWSER.click(".approval [data-answer=no]");

        BROWSER.reads(".approval", "Nobody gets in that way");
        OTHER.reads("#step-up .notice[data-code=device-refused]", "said no");
        OTHER.see("#step-up-none-title");
        OTHER.click("#step-up-again");
        OTHER.view("sign-in");
    }

    @Test
    void anotherPasskeyIsAddedAfterAnIndependentProof() {
        Device phone = BROWSER.device(Device.Kind.SYNCED);
        customer.arrivesAtTheCarefulOne();
        CodeApp app = customer.addsACodeApp();
        Device again = isAskedAgain(phone);
        BROWSER.click("#step-up-passkey");
        BROWSER.reads("#hello", "Ana");
        again.untouched();
        Device key = BROWSER.device(Device.Kind.SECURITY_KEY);

        BROWSER.click("#add-passkey");
        BROWSER.reads("#more #step-up-title", "before you add a passkey");
        BROWSER.count(1, "#more [data-method]");
        BROWSER.click("#more #step-up-totp");
        BROWSER.type("#more #check-code", app.code(1));
        BROWSER.click("#more #check-send");

        BROWSER.reads("#status", "Your new passkey is ready");
        assertThat(key.passkeys()).hasSize(1);
        BROWSER.expect(401, "/v1/webauthn/registration/options");
    }

    @Test
    void theStepUpIsWalkedByKeyboardAlone() {
        Device phone = BROWSER.device(Device.Kind.SYNCED);
        customer.arrivesAtTheCarefulOne();
        CodeApp app = customer.addsACodeApp();
        isAskedAgain(phone);
        assertThat(focused()).isEqualTo("step-up-title");

        List<String> walked = List.of(tab(), tab(), tab());
        press(Keys.ENTER);
        BROWSER.see("#check-code");
        BROWSER.until(() -> focused().equals("check-code"), () -> "have the focus in the field, not " + focused());
        BROWSER.driver().switchTo().activeElement().sendKeys(app.code(1), Keys.ENTER);

        assertThat(walked).containsExactly("step-up-passkey", "step-up-device", "step-up-totp");
        BROWSER.reads("#hello", "Ana");
    }

    @Test
    void theStepUpReadsFromRightToLeftOnASmallScreen() {
        Device phone = BROWSER.device(Device.Kind.SYNCED);
        customer.arrivesAtTheCarefulOne();
        customer.addsACodeApp();
        isAskedAgain(phone);
        BROWSER.size(320, 640);

        BROWSER.see("#language").findElement(By.cssSelector("option[value=ar]")).click();

        BROWSER.see("html[lang=ar][dir=rtl]");
        BROWSER.reads("#step-up-title", "قبل الدخول");
        BROWSER.reads("#step-up-totp", "تطبيق الرموز");
        assertThat(BROWSER.driver().executeScript("return document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }

    /** The customer's browser stays signed in, and another browser with the same passkey asks it. */
    private void asksTheOtherDevice() {
        Device phone = BROWSER.device(Device.Kind.SYNCED);
        customer.arrivesAtTheCarefulOne();
        OTHER.open(Browser.at(Browser.CAREFUL, "/"));
        OTHER.see("#sign-in");
        Device laptop = OTHER.device(Device.Kind.SYNCED);
        phone.passkeys().forEach(laptop::restore);
        OTHER.click("#sign-in");
        OTHER.click("#step-up-device");
    }

    private Device isAskedAgain(Device phone) {
        Device again = customer.comesBackWith(phone, Browser.CAREFUL);
        BROWSER.click("#sign-in");
        BROWSER.see("#step-up-title");
        return again;
    }

    /** The code of the first mail that has one: notices come in between. */
    static String codeOf(Inbox inbox) {
        while (true) {
            Inbox.Mail mail = inbox.next();
            if (!mail.text().contains("/stop#")) {
                return mail.code();
            }
        }
    }

    private static String tab() {
        press(Keys.TAB);
        return focused();
    }

    private static void press(Keys key) {
        BROWSER.driver().switchTo().activeElement().sendKeys(key);
    }

    private static String focused() {
        return String.valueOf(BROWSER.driver().executeScript("return document.activeElement.id"));
    }
}
