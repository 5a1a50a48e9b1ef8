package dev.latchkey.browser;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.latchkey.decision.policy.DefaultPolicy;
import dev.latchkey.decision.policy.PolicyRegister;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.testing.BehindAProxy;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;

/** What strangers get who hold a synced passkey, a token or a recovery code, under a policy that asks soon. */
@QuarkusTest
@TestProfile(BehindAProxy.class)
class StrangerPageTest {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @RegisterExtension
    static final Browser STRANGE = new Browser();

    private static final String REFRESH = "__Host-latchkey-refresh";

    /** The policy of the release, which may ask one in ten legitimate sign-ins and renewals. */
    private static final String POLICY = DefaultPolicy.TEXT
            .replace("\"new\": {\"budget\": 0.01}", "\"new\": {\"budget\": 0.1}")
            .replace("\"new\": {\"budget\": 0.001}", "\"new\": {\"budget\": 0.1}");

    @Inject
    PolicyRegister policies;

    private final Customer customer = new Customer(BROWSER);

    @BeforeEach
    void asksSoon() {
        BROWSER.from("192.0.2.10");
        RelyingPartyId wary = new RelyingPartyId("wary");
        policies.put(wary, POLICY, "test", "asks soon");
        policies.activate(wary, 1, "test");
    }

    @Test
    void aSyncedPasskeyOnAStrangeDeviceIsAskedForMoreThanItself() {
        Device phone = BROWSER.device(Device.Kind.SYNCED);
        customer.arrivesAt(Browser.WARY);

        arrivesOnAStrangeDevice(phone);

        STRANGE.see("#step-up-title");
        List<String> offered = STRANGE.driver().findElements(By.cssSelector("[data-method]")).stream()
                .map(card -> card.getDomAttribute("data-method"))
                .toList();
        assertThat(offered).contains("device").doesNotContain("passkey");
        STRANGE.reads("#step-up-reason", "new");
        approvesWhatIsAskedThere();
        STRANGE.reads("#hello", "Ana");
    }

    @Test
    void aStolenRefreshTokenIsAskedToSignInAndCostsItsOwnerNothing() {
        BROWSER.device(Device.Kind.SYNCED);
        customer.arrivesAt(Browser.WARY);
        Cookie stolen = BROWSER.driver().manage().getCookieNamed(REFRESH);

        given().contentType("application/json")
                .header("Host", Browser.WARY + ":" + Browser.port("desk.port"))
                .header(
                        "User-Agent",
                        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0")
                .body(Map.of("refresh_token", stolen.getValue()))
                .post("http://localhost:" + Browser.port("desk.port") + "/v1/token/refresh")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("insufficient_user_authentication"))
                .body("code", equalTo("fresh-passkey-needed"));

        BROWSER.open(Browser.at(Browser.WARY, "/account"));
        BROWSER.reads("#hello", "Ana");
        assertThat(BROWSER.driver().executeAsyncScript("""
                        const done = arguments[0];
                        const record = JSON.parse(localStorage.getItem('latchkey'));
                        fetch('/v1/token/refresh', { method: 'POST', body: '{}', headers: {
                          'Content-Type': 'application/json', 'X-Latchkey-CSRF': record.csrf } })
                          .then(({ status }) => done(status), (error) => done(String(error)));""")).isEqualTo(200L);
    }

    @Test
    void afterARecoveryANewPasskeyHasToWaitWithWords() {
        Device lost = BROWSER.device(Device.Kind.SYNCED);
        String code = customer.arrivesWithCodes();
        customer.recoversFrom(lost, code);

        BROWSER.click("#add-passkey");

        BROWSER.reads("#hold-title", "This has to wait a little");
        BROWSER.see("#hold-until");
        BROWSER.reads("#told", "sign in and out as usual");
        BROWSER.click("#told-close");
        BROWSER.gone("#told");
        BROWSER.count(2, "[data-passkey]");
        BROWSER.expect(401, "/v1/webauthn/registration/options");
        BROWSER.expect(403, "/v1/webauthn/registration/options");
    }

    @Test
    void whatWasNotTheOwnerIsStoppedAndTheOwnerStays() {
        Device phone = BROWSER.device(Device.Kind.SYNCED);
        customer.arrivesAt(Browser.WARY);
        arrivesOnAStrangeDevice(phone);
        approvesWhatIsAskedThere();
        STRANGE.reads("#hello", "Ana");
        BROWSER.open(Browser.at(Browser.WARY, "/account"));

        BROWSER.click("[data-activity=stepped_up] [data-report=not-me]");
        BROWSER.click("#ask-yes");

        BROWSER.reads("#report-done", "1 device was signed out");
        BROWSER.reads("#report-next", "recovery codes");
        BROWSER.click("#told-close");
        BROWSER.count(1, "[data-session]");
        STRANGE.open(Browser.at(Browser.WARY, "/account"));
        // At the door again; a passkey that offers itself at once may have been asked for more already.
        STRANGE.see("[data-view=sign-in]:not([hidden]), [data-view=step-up]:not([hidden])");
        STRANGE.expect(401, "/v1/me");
    }

    /** The owner says yes, talked into it or not. */
    private static void approvesWhatIsAskedThere() {
        STRANGE.click("#step-up-device");
        String number = STRANGE.see("#step-up-number").getText();
        BROWSER.type(".approval input", number);
        BROWSER.click(".approval [data-answer=yes]");
    }

    /** Somebody with a copy of the passkey, in a browser of another kind that was never here. */
    private static void arrivesOnAStrangeDevice(Device phone) {
        STRANGE.onWindows();
        STRANGE.from("203.0.113.77"); // another continent
        STRANGE.open(Browser.at(Browser.WARY, "/"));
        STRANGE.see("#sign-in");
        Device copy = STRANGE.device(Device.Kind.SYNCED);
        phone.passkeys().forEach(copy::restore);
        STRANGE.click("#sign-in");
    }
}
