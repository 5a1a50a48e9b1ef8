package dev.latchkey.browser;

import dev.latchkey.decision.MadeUpMonth;
import dev.latchkey.staff.Role;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Takes the pictures in {@code docs/images/console}: a change from the wish to customers, on made-up traffic. It is no
 * test, so only this command runs it:
 *
 * <pre>./mvnw test -Dtest=ConsolePictures</pre>
 */
@QuarkusTest
class ConsolePictures {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @RegisterExtension
    static final Browser OTHER = new Browser();

    private static final Path FOLDER = Path.of("docs/images/console");

    @Inject
    MadeUpMonth month;

    private final Operators ada = new Operators(BROWSER);
    private final Operators bo = new Operators(OTHER);

    @Test
    void askLessOften() throws IOException {
        String shop = month.of("acme", 60).id().value();
        ada.arrives("Ada Weber", shop, Role.POLICY_AUTHOR, Role.ANALYST);
        BROWSER.see(".plot canvas");
        take(BROWSER, "overview", "h1");
        BROWSER.dark();
        BROWSER.see(".plot canvas");
        take(BROWSER, "overview-dark", "h1");
        BROWSER.light();
        BROWSER.size(390, 844);
        take(BROWSER, "overview-phone", "h1");
        BROWSER.size(1280, 800);

        BROWSER.click("#nav a[href$='/change']");
        BROWSER.type("#wanted", "1");
        take(BROWSER, "1-wish", "h1");
        BROWSER.click("[data-does=solve]");
        BROWSER.see(".plot canvas");
        take(BROWSER, "2-cost", "[data-step='2']");
        BROWSER.click("[data-does=draft]");
        BROWSER.click("[data-does=replay]");
        BROWSER.reads(".notice", "What this means for your wish");
        take(BROWSER, "3-tried", "[data-step='3']");
        BROWSER.click("[data-does=submit]");
        BROWSER.reads(".steps", "somebody else has to approve it");

        String address = BROWSER.driver().getCurrentUrl();
        bo.arrives("Bo Lind", shop, Role.POLICY_APPROVER);
        OTHER.open(address);
        OTHER.see("[data-does=approve]");
        take(OTHER, "4-approve", "[data-step='5']");
        OTHER.click("[data-does=approve]");
        bo.because("Saw the replay.");
        letOut("shadow", "In the shadow since");
        letOut("canary_1", "It holds for 1 %");
        letOut("canary_5", "It holds for 5 %");
        month.tried(shop);
        OTHER.click("[data-does=again]");
        OTHER.see("[data-step='7'] tbody");
        take(OTHER, "5-small-steps", "[data-step='5']");
    }

    private void letOut(String stage, String then) {
        OTHER.click("[data-stage=" + stage + "]");
        bo.because("Go on.");
        OTHER.reads(".steps", then);
    }

    /** With what is to be seen at the top, and nothing in focus. */
    private static void take(Browser browser, String name, String top) throws IOException {
        browser.see(top);
        browser.driver().executeScript("""
                document.activeElement.blur();
                const { top } = document.querySelector(arguments[0]).getBoundingClientRect();
                scrollTo(0, arguments[0] === 'h1' ? 0 : top + scrollY - 24);
                """, top);
        Pictures.take(browser, FOLDER.resolve(name + ".png"));
    }
}
