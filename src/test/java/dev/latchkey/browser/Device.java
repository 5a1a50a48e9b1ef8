package dev.latchkey.browser;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A virtual authenticator (WebAuthn L3 §11): what a customer's phone, laptop or security key is in these tests. */
final class Device {
    private final Browser browser;
    private final Kind kind;
    private final String id;
    private boolean here = true;

    private Device(Browser browser, Kind kind, String id) {
        this.browser = browser;
        this.kind = kind;
        this.id = id;
    }

    /** What sort of device: how it is plugged in, and whether its passkeys are synced (WebAuthn L3 §6.1.3). */
    enum Kind {
        /** A phone or laptop whose passkeys are synced by a provider. */
        SYNCED("internal", true),
        /** A phone or laptop that keeps its passkeys to itself. */
        BOUND("internal", false),
        /** A security key with a PIN. */
        SECURITY_KEY("usb", false);

        private final String transport;
        private final boolean synced;

        Kind(String transport, boolean synced) {
            this.transport = transport;
            this.synced = synced;
        }
    }

    static Device plugIn(Browser browser, Kind kind) {
        Map<String, Object> options = Map.of(
                "protocol",
                "ctap2",
                "ctap2Version",
                "ctap2_1",
                "transport",
                kind.transport,
                "hasResidentKey",
                true,
                "hasUserVerification",
                true,
                "isUserVerified",
                true,
                "automaticPresenceSimulation",
                true,
                "defaultBackupEligibility",
                kind.synced,
                "defaultBackupState",
                kind.synced);
        Object id = browser.cdp("WebAuthn.addVirtualAuthenticator", Map.of("options", options))
                .get("authenticatorId");
        return new Device(browser, kind, (String) id);
    }

    /** From now on nobody touches it: questions stay open, also the one that autofill waits with. */
    void untouched() {
        set("setAutomaticPresenceSimulation", Map.of("enabled", false));
    }

    /** From now on it is touched as soon as it asks. */
    void touched() {
        set("setAutomaticPresenceSimulation", Map.of("enabled", true));
    }

    /** From now on it does not recognise its owner: the dialog ends without an answer. */
    void wrongFinger() {
        set("setUserVerified", Map.of("isUserVerified", false));
    }

    /** From now on it recognises its owner. */
    void rightFinger() {
        set("setUserVerified", Map.of("isUserVerified", true));
    }

    /** From now on its answers say that it did not check who holds it (UV is 0), whatever was asked for. */
    void checksNobody() {
        set("setResponseOverrideBits", Map.of("isBadUV", true));
    }

    /** From now on it checks who holds it. */
    void checksItsOwner() {
        set("setResponseOverrideBits", Map.of("isBadUV", false));
    }

    /** From now on its signatures are wrong. */
    void forges() {
        set("setResponseOverrideBits", Map.of("isBogusSignature", true));
    }

    /** The passkeys on it, as the browser's developer tools tell them. */
    @SuppressWarnings("unchecked")
    List<Map<String, Object>> passkeys() {
        return (List<Map<String, Object>>) command("getCredentials", Map.of()).get("credentials");
    }

    /** Puts a passkey on it that came from another one. */
    void restore(Map<String, Object> passkey) {
        command("addCredential", Map.of("credential", passkey));
    }

    /** Another device of the same kind with the same passkeys. */
    Device twin(List<Map<String, Object>> passkeys) {
        Device twin = browser.device(kind);
        passkeys.forEach(twin::restore);
        return twin;
    }

    /** Loses it, with all its passkeys. */
    void away() {
        if (here) {
            here = false;
            command("removeVirtualAuthenticator", Map.of());
        }
    }

    private void set(String what, Map<String, Object> value) {
        command(what, value);
    }

    private Map<String, Object> command(String what, Map<String, Object> parameters) {
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("authenticatorId", id);
        return browser.cdp("WebAuthn." + what, all);
    }
}
