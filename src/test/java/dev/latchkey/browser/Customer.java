package dev.latchkey.browser;

import static io.restassured.RestAssured.given;

import dev.latchkey.relyingparty.ApiClients;
import dev.latchkey.testing.Inbox;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;

/** The moves of a customer that many tests begin with. */
record Customer(Browser browser) {
    /** Fills in the two screens of the sign-up and makes the passkey; recovery codes are offered then. */
    void signsUp(String address, String name, String username) {
        browser.open(address);
        browser.view("sign-in");
        browser.click("#create-account");
        fillsIn(name, username);
        browser.view("offer");
    }

    /** From the first question of the sign-up to the passkey. */
    void fillsIn(String name, String username) {
        browser.type("#display-name", name);
        browser.click("#continue");
        browser.type("#new-username", username);
        browser.click("#create-passkey");
    }

    /** Signs Ana up at the demo and goes on to her account. */
    void arrives() {
        signsUp(Browser.at("/"), "Ana", "ana@example.org");
        browser.click("#not-now");
        browser.reads("#hello", "Ana");
    }

    /** Signs Ana up at the relying party that always asks, and goes on to her account. */
    void arrivesAtTheCarefulOne() {
        arrivesAt(Browser.CAREFUL);
    }

    /** Signs Ana up at another host of the service, and goes on to her account. */
    void arrivesAt(String host) {
        signsUp(Browser.at(host, "/"), "Ana", "ana@example.org");
        browser.click("#not-now");
        browser.reads("#hello", "Ana");
    }

    /** Signs Ana up at the demo, keeps her recovery codes and goes on to her account; one of the codes. */
    String arrivesWithCodes() {
        signsUp(Browser.at("/"), "Ana", "ana@example.org");
        browser.click("#show-codes");
        String code = browser.see("#code-list li").getText();
        browser.click("#codes-saved");
        browser.reads("#hello", "Ana");
        return code;
    }

    /** Loses a device and everything in this browser, and comes back by a recovery code on another, which it returns. */
    Device recoversFrom(Device lost, String code) {
        lost.away();
        browser.forgetEverything();
        Device another = browser.device(Device.Kind.SYNCED);
        browser.open(Browser.at("/"));
        browser.click("#lost-device");
        browser.type("#recovery-code", code);
        browser.click("#recover");
        browser.reads("#hello", "Ana");
        return another;
    }

    /** What the back end of an app of {@code host} is told when the customer who is signed in wants to be paid 300 euro. */
    @SuppressWarnings("unchecked")
    ValidatableResponse asksForAPayout(ApiClients.Created app, String host) {
        Map<String, Object> profile = (Map<String, Object>) browser.driver().executeAsyncScript("""
                const done = arguments[0];
                fetch('/v1/me').then((answer) => answer.json())
                  .then(({ account, session }) => done({ account: account.id, session: session.id }));""");
        return given().contentType("application/json")
                .baseUri("http://localhost:" + Browser.port("desk.port"))
                .header("Host", host + ":" + Browser.port("desk.port"))
                .auth()
                .preemptive()
                .basic(app.client().id(), app.secret())
                .body(Map.of(
                        "subject", profile.get("account"),
                        "session", profile.get("session"),
                        "action", "payout",
                        "amount", Map.of("value", "300.00", "currency", "EUR"),
                        "payee", "Acme Ltd"))
                .post("/v1/risk/assess")
                .then()
                .statusCode(200);
    }

    /** Adds an address to the account that is open, and confirms it. */
    Inbox addsAnAddress() {
        Inbox inbox = new Inbox("ana");
        browser.click("#email-add");
        browser.type("#edit-email", inbox.address());
        browser.click("#edit-yes");
        browser.see("dialog#code[open]");
        browser.type("#code-field", inbox.next().code());
        browser.click("#code-yes");
        browser.reads("#status", "Your address is confirmed");
        return inbox;
    }

    /** Adds a code app to the account that is open; what the app knows. */
    CodeApp addsACodeApp() {
        browser.click("#totp-add");
        browser.see("dialog#code[open]");
        browser.click("#code-above summary");
        CodeApp app = new CodeApp(browser.see("#totp-secret").getText());
        browser.type("#code-field", app.code(0));
        browser.click("#code-yes");
        browser.reads("#status", "Your code app is ready");
        return app;
    }

    /** Forgets this browser, and comes to the demo's sign-in page again. */
    Device comesBackWith(Device device) {
        return comesBackWith(device, "localhost");
    }

    /**
     * Comes back with a device that the page did not see when it was loaded. So autofill is not offered, and it is the
     * button that signs in: a virtual authenticator would answer autofill before anybody could press it.
     */
    Device comesBackWith(Device device, String host) {
        List<Map<String, Object>> passkeys = device.passkeys();
        device.away();
        browser.forgetEverything();
        browser.open(Browser.at(host, "/"));
        browser.see("#sign-in");
        browser.gone("#username");
        return device.twin(passkeys);
    }

    /** Signs in as far as the one more check, by a device that did not check its owner where that is only preferred. */
    Device signsInUnverified() {
        Device phone = browser.device(Device.Kind.SYNCED);
        signsUp(Browser.at("preferred.localhost", "/"), "Ana", "ana@example.org");
        Device unchecked = comesBackWith(phone, "preferred.localhost");
        unchecked.checksNobody();
        browser.click("#sign-in");
        browser.view("step-up");
        return unchecked;
    }
}
