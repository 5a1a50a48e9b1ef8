package dev.latchkey.browser;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;

/** The customer's own passkeys, sessions and account in the page. */
@QuarkusTest
class AccountPageTest {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private final Customer customer = new Customer(BROWSER);

    @Test
    void aSecondPasskeyIsAddedAndTheFirstOneRemoved() {
        Device phone = BROWSER.device(Device.Kind.SYNCED);
        customer.arrives();
        String first = onlyPasskey();
        phone.untouched();
        Device key = BROWSER.device(Device.Kind.SECURITY_KEY);

        BROWSER.click("#add-passkey");
        BROWSER.reads("#status", "Your new passkey is ready");
        BROWSER.count(2, "[data-passkey]");
        assertThat(key.passkeys()).hasSize(1);
        BROWSER.click(of(first, "remove"));
        BROWSER.click("#ask-yes");

        BROWSER.reads("#status", "Removed");
        BROWSER.count(1, "[data-passkey]");
        assertThat(onlyPasskey()).isNotEqualTo(first);
        BROWSER.until(() -> phone.passkeys().isEmpty(), () -> "see the removed passkey leave its device");
        assertThat(key.passkeys()).hasSize(1);
    }

    @Test
    void theSameDeviceIsNotGivenASecondPasskey() {
        BROWSER.device(Device.Kind.SYNCED);
        customer.arrives();

        BROWSER.click("#add-passkey");

        BROWSER.reads("#alert[data-code=passkey-already-registered]", "already has a passkey");
        BROWSER.count(1, "[data-passkey]");
    }

    @Test
    void theLastPasskeyIsGuardedKindly() {
        BROWSER.device(Device.Kind.SYNCED);
        customer.arrives();

        BROWSER.click(of(onlyPasskey(), "remove"));

        BROWSER.reads("#ask-title", "This is your only passkey");
        BROWSER.click("#ask-no");
        BROWSER.gone("#ask");
        BROWSER.count(1, "[data-passkey]");
    }

    @Test
    void aPasskeyIsRenamed() {
        BROWSER.device(Device.Kind.SYNCED);
        customer.arrives();

        BROWSER.click(of(onlyPasskey(), "rename"));
        BROWSER.type("#edit-nickname", "Ana’s phone ☎");
        BROWSER.click("#edit-yes");

        BROWSER.reads("[data-passkey] h3", "Ana’s phone ☎");
        BROWSER.see("[data-activity=passkey_renamed]");
    }

    @Test
    void theCustomerChangesNameAndUserName() {
        Device phone = BROWSER.device(Device.Kind.SYNCED);
        customer.arrives();

        BROWSER.click("#edit-name");
        BROWSER.type("#edit-displayName", "Ana Lima");
        BROWSER.type("#edit-username", "ana.lima@example.org");
        BROWSER.click("#edit-yes");

        BROWSER.reads("#hello", "Ana Lima");
        BROWSER.reads("#account-username", "ana.lima@example.org");
        BROWSER.until(
                () -> phone.passkeys().getFirst().get("userName").equals("ana.lima@example.org"),
                () -> "see the new name on the device: "
                        + phone.passkeys().getFirst().keySet());
    }

    @Test
    void aSyncedPasskeyIsShownAsSynced() {
        BROWSER.device(Device.Kind.SYNCED);

        customer.arrives();

        BROWSER.see("[data-passkey] [data-kept=synced]");
    }

    @Test
    void aDeviceBoundPasskeyIsShownAsOnThisDeviceOnly() {
        BROWSER.device(Device.Kind.BOUND);

        customer.arrives();

        BROWSER.see("[data-passkey] [data-kept=device]");
    }

    @Test
    void anotherSessionIsListedAndEnded() {
        Set<Cookie> elsewhere = twoSessions();

        BROWSER.count(2, "[data-session]");
        BROWSER.click("[data-session] [data-action=end]");

        BROWSER.reads("#status", "Signed out there");
        BROWSER.count(1, "[data-session]");
        isOver(elsewhere);
    }

    @Test
    void signingOutEndsTheSessionHere() {
        Device phone = BROWSER.device(Device.Kind.SYNCED);
        customer.arrives();
        Set<Cookie> here = cookies();
        isAlive(here);
        phone.untouched();

        BROWSER.click("#sign-out");

        BROWSER.view("sign-in");
        assertThat(cookies()).extracting(Cookie::getName).doesNotContainAnyElementsOf(SESSION_COOKIES);
        isOver(here);
    }

    @Test
    void signingOutEverywhereEndsTheOtherSessionsToo() {
        Set<Cookie> elsewhere = twoSessions();

        BROWSER.click("#sign-out-everywhere");
        BROWSER.click("#ask-yes");

        BROWSER.view("sign-in");
        isOver(elsewhere);
    }

    @Test
    void aDeletedAccountIsGoneAndSoIsItsPasskey() {
        Device phone = BROWSER.device(Device.Kind.SYNCED);
        customer.arrives();
        Set<Cookie> here = cookies();
        isAlive(here);

        BROWSER.click("#delete-account");
        BROWSER.click("#ask-yes");

        BROWSER.reads("#gone-title", "Your account is gone");
        BROWSER.until(() -> phone.passkeys().isEmpty(), () -> "see the passkey leave the device");
        isOver(here);
    }

    @Test
    void theNextStepIsRecoveryCodesThenASecondPasskeyAndNotNowIsHeard() {
        BROWSER.device(Device.Kind.SYNCED);
        customer.signsUp(Browser.at("/"), "Ana", "ana@example.org");
        BROWSER.open(Browser.at("/account"));
        BROWSER.see("#next-step[data-next=codes]");

        BROWSER.click("#next-step-later");

        BROWSER.see("#next-step[data-next=passkey]");
        BROWSER.open(Browser.at("/account"));
        BROWSER.see("#next-step[data-next=passkey]");
    }

    private static final Set<String> SESSION_COOKIES = Set.of("__Host-latchkey-session", "__Host-latchkey-refresh");

    /** Ana is signed in twice; the cookies are the other browser's. Nobody touches the phone any more. */
    private Set<Cookie> twoSessions() {
        Device phone = BROWSER.device(Device.Kind.SYNCED);
        customer.arrives();
        Set<Cookie> elsewhere = cookies();
        Device again = customer.comesBackWith(phone);
        BROWSER.click("#sign-in");
        BROWSER.reads("#hello", "Ana");
        again.untouched();
        isAlive(elsewhere);
        return elsewhere;
    }

    private static Set<Cookie> cookies() {
        return BROWSER.driver().manage().getCookies();
    }

    /** With these cookies, as another browser would send them, somebody is let in. */
    private static void isAlive(Set<Cookie> cookies) {
        with(cookies).get(Browser.at("/v1/me")).then().statusCode(200);
    }

    /** With these cookies nobody is let in any more, and nothing is renewed. */
    private static void isOver(Set<Cookie> cookies) {
        with(cookies).get(Browser.at("/v1/me")).then().statusCode(401);
        given().contentType("application/json")
                .body(Map.of("refresh_token", value(cookies, "__Host-latchkey-refresh")))
                .post(Browser.at("/v1/token/refresh"))
                .then()
                .statusCode(401)
                .body("code", equalTo("session-ended"));
    }

    private static RequestSpecification with(Set<Cookie> cookies) {
        return given().cookie("__Host-latchkey-session", value(cookies, "__Host-latchkey-session"));
    }

    private static String value(Set<Cookie> cookies, String name) {
        return cookies.stream()
                .filter(cookie -> cookie.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static String onlyPasskey() {
        BROWSER.count(1, "[data-passkey]");
        return BROWSER.driver().findElement(By.cssSelector("[data-passkey]")).getDomAttribute("data-passkey");
    }

    private static String of(String passkey, String action) {
        return "[data-passkey='" + passkey + "'] [data-action=" + action + "]";
    }
}
