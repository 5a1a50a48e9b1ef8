package dev.latchkey.browser;

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

    /** Signs in by the button. The device must not be touched before, or autofill is faster. */
    void signsInByButton(Device device) {
        browser.open(Browser.at("/"));
        browser.view("sign-in");
        device.touched();
        browser.click("#sign-in");
    }

    /**
     * A sign-in by a key that cannot check who holds it, as far as the one more check.
     *
     * @param key the key
     * @param passkey the passkey on it
     */
    record Unverified(Device key, Map<String, Object> passkey) {}

    /**
     * Signs in without user verification where it is only preferred. The passkey is made on a key with a PIN, because
     * Chromium makes discoverable ones on no other.
     */
    Unverified signsInUnverified() {
        Device maker = browser.device(Device.Kind.SECURITY_KEY);
        signsUp(Browser.at("preferred.localhost", "/"), "Ana", "ana@example.org");
        Map<String, Object> passkey = maker.passkeys().getFirst();
        maker.away();
        browser.forgetEverything();
        Device key = browser.device(Device.Kind.WITHOUT_VERIFICATION);
        key.restore(passkey);
        key.untouched();
        browser.open(Browser.at("preferred.localhost", "/"));
        browser.view("sign-in");
        key.touched();
        browser.click("#sign-in");
        browser.view("step-up");
        return new Unverified(key, passkey);
    }
}
