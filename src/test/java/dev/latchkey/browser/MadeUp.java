package dev.latchkey.browser;

import dev.latchkey.testing.Operator;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** Walks the pages of the sandbox as a persona, with the link that an operator was given. */
final class MadeUp {
    private static final String WALKS = "/v1/ops/demo/walks";

    private final Browser browser;
    private final Operator operator;
    private final List<String> codes = new ArrayList<>();
    private List<Map<String, Object>> passkeys = List.of();

    MadeUp(Browser browser, Operator operator) {
        this.browser = browser;
        this.operator = operator;
    }

    /** Everybody there is, by their names. */
    static List<String> everybody(Operator operator) {
        return operator.calls()
                .get(WALKS + "/personas")
                .then()
                .statusCode(200)
                .extract()
                .path("personas.id");
    }

    /** Begins a walk under the policy of the release, and opens its link; what was begun. */
    JsonPath begins(String persona) {
        JsonPath begun = operator.calls()
                .body(Map.of("persona", persona, "version", 0))
                .post(WALKS)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        browser.open(begun.getString("link"));
        browser.see("aside.walk #walk-next");
        return begun;
    }

    /** What the operator reads of a walk. */
    JsonPath reads(String id) {
        return operator.calls()
                .get(WALKS + "/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Walks to the end; the report. */
    JsonPath walks(String persona) {
        JsonPath begun = begins(persona);
        String id = begun.getString("id");
        List<String> titles = reads(id).getList("steps.title");
        List<String> words = reads(id).getList("steps.words");
        for (int step = 0; step < titles.size(); step++) {
            browser.reads("aside.walk", titles.get(step));
            goes(persona, step, words.get(step));
            boolean last = step == titles.size() - 1;
            browser.click("#walk-next");
            if (last) {
                browser.see("aside.walk[data-result]");
            }
        }
        return reads(id);
    }

    private void goes(String persona, int step, String words) {
        if (step == 0) {
            signsUp(words.contains("recovery codes"));
        } else if (persona.equals("cautious") && step == 1) {
            browser.click("#profiling");
            browser.see("#profiling[aria-checked=false]");
        } else if (persona.equals("lost-phone") && step == 1) {
            recovers();
        } else {
            signsIn();
        }
    }

    private void signsUp(boolean keepsCodes) {
        Device phone = browser.device(Device.Kind.SYNCED);
        browser.click("#create-account");
        new Customer(browser).fillsIn("Ana", "ana@example.org");
        if (keepsCodes) {
            browser.click("#show-codes");
            browser.see("#code-list li");
            browser.driver().findElements(By.cssSelector("#code-list li")).stream()
                    .map(WebElement::getText)
                    .forEach(codes::add);
            browser.click("#codes-saved");
        } else {
            browser.click("#not-now");
        }
        browser.reads("#hello", "Ana");
        putsAway(phone);
    }

    private void recovers() {
        passkeys = List.of();
        Device another = browser.device(Device.Kind.SYNCED);
        browser.click("#lost-device");
        browser.type("#recovery-code", codes.removeLast());
        browser.click("#recover");
        browser.reads("#hello", "Ana");
        putsAway(another);
    }

    /** By the button: a virtual authenticator would answer autofill before anybody could press it. */
    private void signsIn() {
        browser.see("#sign-in");
        browser.gone("#username");
        Device phone = browser.device(Device.Kind.SYNCED);
        passkeys.forEach(phone::restore);
        browser.click("#sign-in");
        browser.until(
                () -> browser.shown("#step-up-recovery-code") || browser.shown("#hello"),
                () -> "be asked or let in: " + browser.text());
        if (browser.shown("#step-up-recovery-code")) {
            browser.click("#step-up-recovery-code");
            browser.type("#check-code", codes.removeFirst());
            browser.click("#check-send");
        }
        browser.reads("#hello", "Ana");
        putsAway(phone);
    }

    private void putsAway(Device device) {
        passkeys = device.passkeys();
        device.away();
    }
}
