package dev.latchkey.browser;

import dev.latchkey.decision.policy.PolicyRegister;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;

/**
 * Takes the pictures in {@code docs/images} from the running service, on a phone (390 × 844) and on a desk (1280 × 800),
 * in light, in dark and from right to left. It is no test, so only this command runs it:
 *
 * <pre>./mvnw test -Dtest=Pictures</pre>
 */
@QuarkusTest
class Pictures {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    private static final Path FOLDER = Path.of("docs/images");

    @RegisterExtension
    static final Browser OTHER = new Browser();

    @Inject
    PolicyRegister policies;

    private final Customer customer = new Customer(BROWSER);

    @BeforeEach
    void phone() {
        BROWSER.size(390, 844);
    }

    @Test
    void signIn() throws IOException {
        BROWSER.device(Device.Kind.SYNCED).untouched();
        BROWSER.open(Browser.at("/"));
        BROWSER.see("#username");
        take("sign-in");
        BROWSER.dark();
        take("sign-in-dark");
        BROWSER.light();
        language("ar");
        take("sign-in-ar");
        language("en");
        BROWSER.size(1280, 800);
        take("sign-in-wide");
    }

    @Test
    void signUpAndAccount() throws IOException {
        BROWSER.device(Device.Kind.SYNCED);
        BROWSER.open(Browser.at("/"));
        BROWSER.click("#create-account");
        BROWSER.type("#display-name", "Ana");
        take("sign-up");
        BROWSER.click("#continue");
        BROWSER.type("#new-username", "ana@example.org");
        BROWSER.click("#create-passkey");
        BROWSER.click("#show-codes");
        BROWSER.view("codes");
        take("recovery-codes");
        BROWSER.click("#codes-saved");
        BROWSER.reads("#hello", "Ana");
        rename("Ana’s phone");
        BROWSER.device(Device.Kind.SECURITY_KEY);
        BROWSER.click("#add-passkey");
        BROWSER.count(2, "[data-passkey]");
        BROWSER.forgetEverything();
        BROWSER.open(Browser.at("/"));
        BROWSER.reads("#hello", "Ana");

        take("account");
        takeWhole("account-whole");
        BROWSER.dark();
        take("account-dark");
        BROWSER.light();
        language("ar");
        take("account-ar");
        language("en");
        BROWSER.size(1280, 800);
        take("account-wide");
    }

    @Test
    void stepUp() throws IOException {
        StepUpJourneyTest.alwaysAsk(policies);
        Device phone = BROWSER.device(Device.Kind.SYNCED);
        customer.arrivesAtTheCarefulOne();
        customer.addsAnAddress();
        customer.addsACodeApp();
        OTHER.size(390, 844);
        OTHER.open(Browser.at(Browser.CAREFUL, "/"));
        OTHER.see("#sign-in");
        Device laptop = OTHER.device(Device.Kind.SYNCED);
        phone.passkeys().forEach(laptop::restore);
        OTHER.click("#sign-in");
        OTHER.see("#step-up-title");
        take(OTHER, "step-up");
        OTHER.dark();
        take(OTHER, "step-up-dark");
        language(OTHER, "ar");
        take(OTHER, "step-up-ar");
        language(OTHER, "en");
        OTHER.light();
        OTHER.click("#step-up-device");
        OTHER.see("#step-up-number");
        take(OTHER, "step-up-device");
        BROWSER.see(".approval");
        BROWSER.driver().executeScript("scrollTo(0, 0)");
        take("approval");
    }

    @Test
    void hold() throws IOException {
        Device lost = BROWSER.device(Device.Kind.SYNCED);
        customer.signsUp(Browser.at("/"), "Ana", "ana@example.org");
        BROWSER.click("#show-codes");
        String code = BROWSER.see("#code-list li").getText();
        BROWSER.click("#codes-saved");
        BROWSER.reads("#hello", "Ana");
        lost.away();
        BROWSER.forgetEverything();
        BROWSER.open(Browser.at("/"));
        BROWSER.click("#lost-device");
        BROWSER.type("#recovery-code", code);
        BROWSER.device(Device.Kind.BOUND);
        BROWSER.click("#recover");
        BROWSER.reads("#hello", "Ana");
        BROWSER.click("#add-passkey");
        BROWSER.see("#hold-title");
        take("hold");
        BROWSER.expect(401, "/v1/webauthn/registration/options");
        BROWSER.expect(403, "/v1/webauthn/registration/options");
    }

    private static void rename(String name) {
        BROWSER.click("[data-passkey] [data-action=rename]");
        BROWSER.type("#edit-nickname", name);
        BROWSER.click("#edit-yes");
        BROWSER.reads("[data-passkey] h3", name);
    }

    private static void language(String language) {
        language(BROWSER, language);
    }

    private static void language(Browser browser, String language) {
        browser.see("#language")
                .findElement(By.cssSelector("option[value=" + language + "]"))
                .click();
        browser.see("html[lang=" + language + "]");
        browser.driver().executeScript("document.activeElement.blur(); scrollTo(0, 0)");
    }

    private static void take(String name) throws IOException {
        take(BROWSER, name);
    }

    private static void take(Browser browser, String name) throws IOException {
        write(browser, name, Map.of("format", "png"));
    }

    /** All of a page, however long it is. */
    private static void takeWhole(String name) throws IOException {
        List<?> size = (List<?>)
                BROWSER.driver()
                        .executeScript(
                                "const { scrollWidth, scrollHeight } = document.documentElement; return [scrollWidth, scrollHeight]");
        write(
                BROWSER,
                name,
                Map.of(
                        "format",
                        "png",
                        "captureBeyondViewport",
                        true,
                        "clip",
                        Map.of("x", 0, "y", 0, "width", size.get(0), "height", size.get(1), "scale", 1)));
    }

    /** What the browser shows, as a file. */
    static void take(Browser browser, Path file) throws IOException {
        write(browser, file, Map.of("format", "png"));
    }

    private static void write(Browser browser, String name, Map<String, Object> how) throws IOException {
        write(browser, FOLDER.resolve(name + ".png"), how);
    }

    private static void write(Browser browser, Path file, Map<String, Object> how) throws IOException {
        browser.gone("#status.toast:not(:empty)");
        browser.driver()
                .executeScript("document.getAnimations()"
                        + ".filter((one) => one.effect.getComputedTiming().iterations !== Infinity)"
                        + ".forEach((one) => one.finish())");
        String png = (String) browser.cdp("Page.captureScreenshot", how).get("data");
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(png));
    }
}
