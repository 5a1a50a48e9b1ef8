package dev.latchkey.audit;

import java.util.Locale;

/** Everything the journal can say happened. Names are stored; they never change their meaning. */
public enum Event {
    SIGNED_UP,
    SIGNED_IN,
    SIGN_IN_REFUSED,
    SIGN_IN_DENIED,
    STEP_UP_ASKED,
    STEPPED_UP,
    STEP_UP_FAILED,
    STEP_UP_ABANDONED,
    STEP_UP_APPROVED,
    STEP_UP_REFUSED,
    REGISTRATION_REFUSED,
    PASSKEY_ADDED,
    PASSKEY_RENAMED,
    PASSKEY_REMOVED,
    RECOVERED,
    RECOVERY_CODES_MADE,
    TOTP_ADDED,
    TOTP_REMOVED,
    SIGNED_OUT,
    SIGNED_OUT_EVERYWHERE,
    SESSION_ENDED,
    REFRESH_REUSED,
    REFRESH_ASKED,
    REPORTED_ME,
    REPORTED_NOT_ME,
    PASSKEY_RESTORED,
    PROFILING_CHANGED,
    HANDED_OFF,
    PROFILE_CHANGED,
    EMAIL_CLAIMED,
    EMAIL_CONFIRMED,
    EMAIL_REMOVED,
    ACCOUNT_ERASED,
    SESSIONS_ENDED,
    SIGNING_KEY_MADE,
    KEY_RETIRED,
    RELYING_PARTY_CHANGED,
    API_CLIENT_CHANGED,
    ACTION_ASSESSED,
    POLICY_VALIDATED,
    POLICY_PUT,
    POLICY_ACTIVATED,
    STAFF_INVITED,
    STAFF_INVITATION_USED,
    STAFF_ROLES_PROPOSED,
    STAFF_PROPOSAL_DECIDED,
    STAFF_ROLES_GRANTED,
    STAFF_ROLE_REMOVED,
    WALK_STARTED,
    WALK_ENDED;

    /** Returns the stored name, for example {@code signed_in}. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
