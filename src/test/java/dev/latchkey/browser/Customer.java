package dev.latchkey.browser;

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

    /** Signs in as far as the one more check, by a device that did not check its owner where that is only preferred. */
    Device signsInUnverified() {
        Device phone = browser.device(Device.Kind.SYNCED);
        signsUp(Browser.at("preferred.localhost", "/"), "Ana", "ana@example.org");
        phone.untouched();
        browser.forgetEverything();
        phone.checksNobody();
        browser.open(Browser.at("preferred.localhost", "/"));
        browser.view("sign-in");
        phone.touched();
        browser.click("#sign-in");
        browser.view("step-up");
        return phone;
    }
}
