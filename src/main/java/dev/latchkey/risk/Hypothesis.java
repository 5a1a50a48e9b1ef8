package dev.latchkey.risk;

import java.util.Locale;

/** What may be behind an attempt, H0 to H7 of {@code docs/risk-model.md}. The order is that of stored posteriors. */
public enum Hypothesis {
    /** H0: the owner of the account. */
    OWNER,
    /** H1: a stolen token, cookie or session is used elsewhere. */
    REPLAY,
    /** H2: somebody else's device holds a synced passkey, because the cloud account behind it was taken. */
    SYNC_TAKEOVER,
    /** H3: the way back into the account is abused, for example after a SIM swap. */
    RECOVERY_ABUSE,
    /** H4: the owner's device, unlocked, in other hands. */
    STOLEN_DEVICE,
    /** H5: a passkey added from a hijacked session. */
    HOSTILE_ENROLMENT,
    /** H6: a machine: sign-ups in bulk, lists of stolen names tried on the fallbacks. */
    AUTOMATION,
    /** H7: a household or a shared device; legitimate, though another person. */
    SHARED_DEVICE;

    /** Whether somebody acts against the owner's will. */
    public boolean hostile() {
        return this != OWNER && this != SHARED_DEVICE;
    }

    /** Returns the stable name in models, policies and logs, for example {@code sync-takeover}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
