package dev.latchkey.decision;

import dev.latchkey.risk.Code;
import dev.latchkey.risk.Evidence;
import dev.latchkey.risk.Hypothesis;
import dev.latchkey.risk.signal.Column;
import java.util.Locale;

/** The model's codes and hypotheses in words for operators, with the numbers that were looked at. */
public final class CodeWords {
    private static final double NEVER = -0.5;

    private final Evidence evidence;

    /** Words for the codes of one attempt. */
    public CodeWords(Evidence evidence) {
        this.evidence = evidence;
    }

    /** Returns what a hypothesis says. */
    public static String of(Hypothesis hypothesis) {
        return switch (hypothesis) {
            case OWNER -> "the owner of the account";
            case REPLAY -> "a stolen session, cookie or token, used elsewhere";
            case SYNC_TAKEOVER -> "somebody else's device holds a synced passkey";
            case RECOVERY_ABUSE -> "the way back into the account is abused";
            case STOLEN_DEVICE -> "the owner's unlocked device in other hands";
            case HOSTILE_ENROLMENT -> "a passkey added from a hijacked session";
            case AUTOMATION -> "a machine";
            case SHARED_DEVICE -> "somebody of the household, legitimately";
        };
    }

    /** Returns what a code says of the attempt. */
    public String of(Code code) {
        return switch (code) {
            case NEW_COUNTRY -> "country" + seen(Column.COUNTRY_OWN);
            case NEW_OPERATOR -> "network operator" + seen(Column.OPERATOR_OWN);
            case NEW_NETWORK -> "network" + seen(Column.NETWORK_OWN);
            case NEW_SYSTEM -> "operating system" + seen(Column.SYSTEM_OWN);
            case NEW_BROWSER -> "browser" + seen(Column.BROWSER_OWN);
            case NEW_DEVICE_TYPE -> "kind of device" + seen(Column.DEVICE_TYPE_OWN);
            case RARE_PLACE -> "an operator that hardly anybody here uses";
            case RARE_BROWSER -> "a browser that hardly anybody here uses";
            case FAR_PLACE -> number(Column.DISTANCE) + " km from the nearest known place";
            case FAST_TRAVEL -> number(Column.TRAVEL) + " km in " + number(Column.TRAVEL_HOURS) + " hours";
            case OLDER_BROWSER -> "browser went back " + number(Column.MAJORS_BACK) + " versions";
            case HINT_CONTRADICTION -> "client hints contradict the user agent";
            case NEW_DEVICE -> "device" + seen(Column.DEVICE_OWN);
            case UNPROVEN_DEVICE -> "device did not prove a key of its own";
            case CHANGED_DEVICE -> "device changed under a session, or hides itself";
            case MISSING_DEVICE_PROOF -> "no proof by the device's key, where there usually is one";
            case PASSKEY_ELSEWHERE -> "a known synced passkey on an unknown device";
            case PASSKEY_ON_OTHER_SYSTEM -> "passkey on this system" + seen(Column.HOLDER_OWN);
            case BACKUP_CHANGED -> "the passkey's backup state changed";
            case NEW_PROVIDER -> "passkey provider" + seen(Column.PROVIDER_OWN);
            case REVOKED_PROVIDER -> "the passkey's provider is called revoked";
            case NEW_ATTACHMENT -> "authenticator attached in this way" + seen(Column.ATTACHMENT_OWN);
            case DEVICE_DID_NOT_CHECK -> "no user verification; done before" + times(Column.VERIFIED_OWN);
            case COUNTER_REGRESSED -> "the signature counter did not grow";
            case FRESH_PASSKEY_IN_USE -> "passkey is " + hours(Column.CREDENTIAL_AGE) + " hours old";
            case RECENT_RECOVERY -> "account was recovered " + hours(Column.SINCE_RECOVERY) + " hours before";
            case FAILURES_OF_ACCOUNT ->
                number(Column.FAILURES_OF_ACCOUNT) + " failures against the account just before";
            case FAILURES_OF_NETWORK -> number(Column.FAILURES_OF_NETWORK) + " failures from the network just before";
            case FAILURES_OF_DEVICE -> number(Column.FAILURES_OF_DEVICE) + " failures from the device just before";
            case UNUSUAL_HOUR -> "these three hours of the day" + seen(Column.HOUR_OWN);
            case USUAL_NETWORK -> "the account's usual network";
            case PASSKEY_AT_NEW_PLACE -> "a known passkey on an unknown device, network" + seen(Column.NETWORK_OWN);
            case UNPROVEN_AT_NEW_PLACE -> "no proof by a device's key, operator" + seen(Column.OPERATOR_OWN);
            case LONG_ABSENCE -> "account not seen for " + number(Column.GAP_DAYS) + " days";
            case BASE_RATE -> "how rare this is to begin with";
            case OTHER_EXPLANATIONS -> "what the other explanations add or take away";
            case CALIBRATION -> "from a raw score to counted frequencies";
        };
    }

    /** How often the account was seen with it; counts fade by half in 90 days, so they are rarely whole. */
    private String seen(Column own) {
        float count = evidence.number(own);
        if (Float.isNaN(count)) {
            return " unknown";
        }
        return count < NEVER ? " withheld" : " seen" + times(own);
    }

    private String times(Column own) {
        return " " + number(own) + " times in " + number(Column.LOGINS) + " sign-ins";
    }

    private String hours(Column seconds) {
        return String.format(Locale.ROOT, "%.1f", evidence.number(seconds) / 3600);
    }

    private String number(Column column) {
        float number = evidence.number(column);
        return Float.isNaN(number) ? "an unknown number of" : String.format(Locale.ROOT, "%.1f", number);
    }
}
