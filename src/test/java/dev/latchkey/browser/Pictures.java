package dev.latchkey.browser;

import io.quarkus.test.junit.QuarkusTest;
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
        customer.signsInUnverified();
        BROWSER.dark();
        take("step-up-dark");
    }

    private static void rename(String name) {
        BROWSER.click("[data-passkey] [data-action=rename]");
        BROWSER.type("#edit-nickname", name);
        BROWSER.click("#edit-yes");
        BROWSER.reads("[data-passkey] h3", name);
    }

    private static void language(String language) {
        BROWSER.see("#language")
                .findElement(By.cssSelector("option[value=" + language + "]"))
                .click();
        BROWSER.see("html[lang=" + language + "]");
        BROWSER.driver().executeScript("document.activeElement.blur(); scrollTo(0, 0)");
    }

    private static void take(String name) throws IOException {
        write(name, Map.of("format", "png"));
    }

    /** All of a page, however long it is. */
    private static void takeWhole(String name) throws IOException {
        List<?> size = (List<?>)
                BROWSER.driver()
                        .executeScript(
                                "const { scrollWidth, scrollHeight } = document.documentElement; return [scrollWidth, scrollHeight]");
        write(
                name,
                Map.of(
                        "format",
                        "png",
                        "captureBeyondViewport",
                        true,
                        "clip",
                        Map.of("x", 0, "y", 0, "width", size.get(0), "height", size.get(1), "scale", 1)));
    }

    private static void write(String name, Map<String, Object> how) throws IOException {
        BROWSER.gone("#status.toast:not(:empty)");
        BROWSER.driver().executeScript("document.getAnimations().forEach((one) => one.finish())");
        String png = (String) BROWSER.cdp("Page.captureScreenshot", how).get("data");
        Files.createDirectories(FOLDER);
        Files.write(FOLDER.resolve(name + ".png"), Base64.getDecoder().decode(png));
    }
}
