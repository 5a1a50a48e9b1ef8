package dev.latchkey.risk;

import java.util.Locale;

/** What is attempted, as far as the scorer needs to know. */
public enum Activity {
    /** Making a new account. */
    SIGN_UP,
    /** Signing in. */
    SIGN_IN,
    /** Adding a passkey. */
    ADD_PASSKEY,
    /** Getting back in without a passkey. */
    RECOVERY,
    /** An action of the relying party's own, such as a payout. */
    CUSTOM;

    /** Whether whoever succeeds gains more than a session: then little knowledge is a reason to ask, not to let pass. */
    public boolean costly() {
        return this == ADD_PASSKEY || this == RECOVERY || this == CUSTOM;
    }

    /** Returns the stable name in policies and logs, for example {@code add-passkey}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
