package dev.latchkey.browser;

import dev.latchkey.staff.Role;
import dev.latchkey.testing.Operator;
import java.util.Locale;

/** The moves of somebody who works in the console. */
record Operators(Browser browser) {
    /** Opens an invitation with these roles, makes a passkey and comes to the first view. */
    void arrives(String name, String relyingParty, Role... roles) {
        browser.device(Device.Kind.SYNCED);
        browser.open(Browser.at(Browser.CONSOLE, "/console/#invitation=" + Operator.invitation(relyingParty, roles)));
        browser.type("#name", name);
        browser.type("#user", name.toLowerCase(Locale.ROOT) + "@example.org");
        browser.click("[data-does=create]");
        browser.see("#nav:not([hidden]) [aria-current=page]");
    }

    /** Goes to a view of a relying party. */
    void goes(String address) {
        browser.driver().executeScript("location.hash = arguments[0]", "#/" + address);
        browser.gone("#view .loading");
    }

    /** Answers the dialog that is open by a reason. */
    void because(String reason) {
        browser.type("dialog[open] [name=reason]", reason);
        browser.click("dialog[open] [data-answer=yes]");
        browser.gone("dialog[open]");
    }
}
