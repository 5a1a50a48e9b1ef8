package dev.latchkey.problem;

import java.util.List;
import java.util.Locale;

/** The refusals of the API: a stable code, an HTTP status, a sentence for the reader, and what a client can do next. */
public enum Problem {
    INVALID_REQUEST(400, "The request does not have the form that this call expects.", "correct-the-request"),
    CEREMONY_EXPIRED(400, "This attempt has ended or was already used.", "begin-again"),
    REGISTRATION_REFUSED(400, "The passkey could not be registered.", "begin-again"),
    EMAIL_CODE_REFUSED(400, "This code was not accepted.", "check-the-code", "send-another-code"),
    POLICY_INVALID(400, "The policy cannot be worked with.", "correct-the-policy"),
    RETURN_ADDRESS_UNKNOWN(400, "This return address is not registered.", "register-the-return-address"),

    SIGN_IN_REFUSED(401, "The sign-in was not accepted.", "begin-again", "use-another-passkey", "recover"),
    RECOVERY_CODE_REFUSED(401, "This recovery code was not accepted.", "check-the-code", "use-another-code"),
    STEP_UP_REFUSED(401, "This check was not accepted.", "try-again", "use-another-method"),
    HAND_OFF_REFUSED(401, "This code was not accepted.", "begin-again"),
    TOKEN_MISSING(401, "This call needs a signed-in customer.", "sign-in"),
    TOKEN_REFUSED(401, "The access token was not accepted.", "refresh", "sign-in"),
    SESSION_ENDED(401, "This session has ended.", "sign-in"),
    ONE_MORE_CHECK_NEEDED(401, "One more check is needed first.", "begin-a-step-up"),
    FRESH_PASSKEY_NEEDED(401, "This needs a passkey check from the last few minutes.", "step-up"),
    STRONGER_SIGN_IN_NEEDED(401, "This needs a second fresh proof.", "step-up"),
    CLIENT_REFUSED(401, "The id and secret of the API client were not accepted.", "check-the-client"),

    CSRF_REFUSED(403, "The request did not prove that it comes from the signed-in page.", "send-the-csrf-header"),
    ORIGIN_REFUSED(403, "Requests from this origin are not accepted.", "register-the-origin"),
    ON_HOLD(403, "This has to wait for a while.", "wait", "read-the-reasons"),
    SIGN_IN_DENIED(403, "The sign-in was refused for the safety of the account.", "try-a-known-device", "ask-support"),
    WALK_ENDED(403, "This walk has ended, or never was one.", "begin-another-walk"),
    ROLE_MISSING(403, "This needs a role that you do not hold here.", "ask-an-admin"),
    INVITATION_NEEDED(403, "This needs an invitation that is good.", "ask-for-an-invitation"),

    RELYING_PARTY_UNKNOWN(404, "No relying party is served at this address.", "check-the-address"),
    NOT_FOUND(404, "There is nothing at this address.", "check-the-address"),
    SUBJECT_UNKNOWN(404, "There is no such account here.", "check-the-subject"),
    SESSION_UNKNOWN(404, "The account has no such session open.", "sign-in"),
    UNKNOWN_PASSKEY(404, "This passkey is not known here any more.", "use-another-passkey", "recover"),
    METHOD_NOT_ALLOWED(405, "This address does not take that method.", "check-the-documentation"),
    NOT_ACCEPTABLE(406, "None of the accepted media types can be served.", "accept-json"),

    PASSKEY_ALREADY_REGISTERED(409, "This passkey is registered already.", "sign-in", "use-another-passkey"),
    OWN_SESSION(409, "This is what you are doing right now.", "sign-out"),
    LAST_PASSKEY(409, "The last passkey cannot be removed.", "add-a-passkey-first", "delete-the-account"),
    TOO_MANY_PASSKEYS(409, "This account holds as many passkeys as it may.", "remove-a-passkey-first"),
    DRAFT_CHANGED(409, "Somebody else saved this draft since.", "load-it-again"),
    POLICY_STEP_REFUSED(409, "The policy is not where this step begins.", "look-again"),
    USERNAME_TAKEN(409, "This name is taken.", "choose-another-name"),
    TWO_ADMINS_NEEDED(
            409, "Granting a role takes two admins; until there are, the command line does.", "ask-the-operator"),
    NOT_YOUR_OWN(409, "Somebody else has to agree to this.", "ask-another-admin"),
    NO_SANDBOX(409, "This deployment has no sandbox to walk in.", "ask-the-operator"),
    LAST_ADMIN(409, "The last admin stays.", "make-another-admin-first"),
    REPLAYS_RUNNING(409, "As many replays run as may.", "wait", "cancel-a-replay"),
    CANNOT_BE_JUDGED_AGAIN(409, "Too little was kept of this decision.", "choose-a-newer-decision"),
    PROPOSAL_CLOSED(409, "This was decided already, or has waited too long.", "propose-again"),

    BODY_TOO_LARGE(413, "The request body is too large.", "send-less"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body must be JSON.", "send-json"),
    REVEALS_USED_UP(429, "You have looked behind as many decisions today as you may.", "wait", "ask-a-colleague"),
    STEP_UP_SUSPENDED(429, "Codes are not accepted for a while.", "use-another-method", "wait"),
    TOO_MANY_REQUESTS(429, "Too many requests came from this source.", "wait"),

    INTERNAL_ERROR(500, "Something went wrong on our side.", "try-later", "report-the-incident"),
    TEMPORARILY_UNAVAILABLE(503, "The service cannot answer right now.", "try-again-soon");

    private final int status;
    private final String title;
    private final List<String> next;

    Problem(int status, String title, String... next) {
        this.status = status;
        this.title = title;
        this.next = List.of(next);
    }

    /** Returns the stable code, for example {@code sign-in-refused}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }

    /** Returns one sentence that is the same whenever this problem occurs (RFC 9457 §3.1.4). */
    public String title() {
        return title;
    }

    /** Returns what a client can do next, most useful first, as stable codes. */
    public List<String> next() {
        return next;
    }
}
