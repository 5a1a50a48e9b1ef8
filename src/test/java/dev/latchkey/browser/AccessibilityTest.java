package dev.latchkey.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.decision.policy.PolicyRegister;
import dev.latchkey.staff.Role;
import dev.latchkey.testing.Operator;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What axe-core can find against WCAG 2.2 A and AA on every view of both pages, in light and in dark. */
@QuarkusTest
class AccessibilityTest {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @RegisterExtension
    static final Browser ASKING = new Browser();

    @Inject
    PolicyRegister policies;

    private final Customer customer = new Customer(BROWSER);

    @Test
    void theSignInPageIsAccessibleInEveryView() {
        BROWSER.device(Device.Kind.SYNCED);
        BROWSER.open(Browser.at("/"));
        BROWSER.view("sign-in");
        nothingIsFound("sign-in");

        BROWSER.click("#lost-device");
        BROWSER.click("#recover");
        BROWSER.reads("#recovery-code-error", "twenty");
        nothingIsFound("recover");

        BROWSER.click("[data-view=recover] [data-go]");
        BROWSER.click("#create-account");
        nothingIsFound("name");

        BROWSER.type("#display-name", "Ana");
        BROWSER.click("#continue");
        BROWSER.view("user");
        nothingIsFound("user");

        BROWSER.type("#new-username", "ana@example.org");
        BROWSER.click("#create-passkey");
        BROWSER.view("offer");
        nothingIsFound("offer");

        BROWSER.click("#show-codes");
        BROWSER.view("codes");
        nothingIsFound("codes");
    }

    @Test
    void theAccountPageIsAccessibleWithItsDialogs() {
        BROWSER.device(Device.Kind.SYNCED);
        customer.arrives();
        BROWSER.see("[data-passkey]");
        nothingIsFound("account");

        BROWSER.click("[data-passkey] [data-action=remove]");
        BROWSER.see("dialog#ask[open]");
        nothingIsFound("ask");
        BROWSER.click("#ask-no");

        BROWSER.click("#edit-name");
        BROWSER.see("dialog#edit[open]");
        nothingIsFound("edit");
        BROWSER.click("#edit-no");

        BROWSER.click("#recovery-codes");
        BROWSER.see("dialog#codes[open]");
        nothingIsFound("codes");
    }

    @Test
    void theBarOfAWalkIsAccessible() {
        new MadeUp(BROWSER, Operator.at("demo", Role.ANALYST)).begins("first-timer");

        nothingIsFound("walk");
    }

    @Test
    void theStepUpIsAccessible() {
        customer.signsInUnverified();

        nothingIsFound("step-up");
    }

    @Test
    void everyWayOfAnsweringIsAccessibleAndSoIsThePromptOnTheOtherDevice() {
        StepUpJourneyTest.alwaysAsk(policies);
        Device phone = BROWSER.device(Device.Kind.SYNCED);
        customer.arrivesAtTheCarefulOne();
        BROWSER.click("#totp-add");
        BROWSER.click("#code-above summary");
        nothingIsFound("code app");
        BROWSER.click("#code-no");
        customer.addsAnAddress();
        CodeApp app = customer.addsACodeApp();
        ASKING.open(Browser.at(Browser.CAREFUL, "/"));
        ASKING.see("#sign-in");
        Device laptop = ASKING.device(Device.Kind.SYNCED);
        phone.passkeys().forEach(laptop::restore);
        ASKING.click("#sign-in");
        ASKING.click("summary");
        nothingIsFound(ASKING, "choose");

        ASKING.click("#step-up-totp");
        ASKING.type("#check-code", app.wrongCode());
        ASKING.click("#check-send");
        ASKING.see("#step-up .notice[data-code=step-up-refused]");
        nothingIsFound(ASKING, "code app");

        ASKING.click("#step-up-other");
        ASKING.click("#step-up-email");
        ASKING.see(".resend");
        nothingIsFound(ASKING, "mail");

        ASKING.click("#step-up-other");
        ASKING.click("#step-up-device");
        ASKING.see("#step-up-number");
        nothingIsFound(ASKING, "device");
        BROWSER.see(".approval");
        nothingIsFound("approval");

        BROWSER.click(".approval [data-answer=no]");
        ASKING.see("#step-up-none-title");
        nothingIsFound(ASKING, "none");
        ASKING.expect(401, "/v1/step-up/totp/verify");
    }

    @Test
    void thePagesOfALinkAreAccessible() {
        BROWSER.open(Browser.at("/stop#AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA"));
        BROWSER.view("ask");
        assertThat(BROWSER.driver().getCurrentUrl()).doesNotContain("#");
        nothingIsFound("stop");
        BROWSER.click("#stop");
        BROWSER.view("over");
        nothingIsFound("stop is over");

        BROWSER.open(Browser.at("/approve#ticket=AQID"));
        BROWSER.view("over");
        assertThat(BROWSER.driver().getCurrentUrl()).doesNotContain("#");
        nothingIsFound("approve is over");
        BROWSER.expect(404, "/v1/notice/stop");
        BROWSER.expect(400, "/v1/step-up");
    }

    private static void nothingIsFound(String view) {
        nothingIsFound(BROWSER, view);
    }

    private static void nothingIsFound(Browser browser, String view) {
        Axe.nothingIsFound(browser, view);
    }
}
