package dev.latchkey.riskbench;

/**
 * What Latchkey sees of a login beyond the columns of the public data set. In rows of that data set every member is
 * {@link #UNKNOWN}'s.
 *
 * @param device            the device as its cookie names it; empty if none was sent
 * @param continuity        how the device showed that it is the same as before
 * @param credential        the credential that was used; empty if unknown
 * @param synced            whether the credential is backed up (BS)
 * @param provider          the provider of the credential, as its AAGUID names it; empty if unknown
 * @param providerRevoked   whether metadata calls the provider compromised
 * @param attachment        {@code platform}, {@code cross-platform} or empty
 * @param userVerified      UV of the assertion
 * @param backupChanged     whether BS differs from what was stored
 * @param counterRegressed  whether a non-zero counter did not grow
 * @param sinceRecoveryHours hours since the account's last recovery; NaN if there was none or it is unknown
 * @param credentialAgeHours hours since the credential was created; NaN if unknown
 * @param accountAgeHours   hours since the account was opened; NaN if unknown
 * @param sessionAgeHours   hours since the session began that the action stands in; NaN if there is none
 * @param accountFailures   refused attempts at this account within the last hour, before this one
 * @param networkFailures   the same for the network (/24 or /64), over all accounts
 * @param deviceFailures    the same for the device
 * @param activity          what is being attempted
 * @param amount            how much money moves, in the policy's currency; 0 if none
 * @param newPayee          whether the money goes somewhere new
 * @param latitude          degrees north of where the address is said to be; NaN if unknown
 * @param longitude         degrees east
 * @param hintContradiction whether Client Hints and user agent contradict each other
 */
public record Extras(
        String device,
        Continuity continuity,
        String credential,
        Known synced,
        String provider,
        boolean providerRevoked,
        String attachment,
        Known userVerified,
        boolean backupChanged,
        boolean counterRegressed,
        double sinceRecoveryHours,
        double credentialAgeHours,
        double accountAgeHours,
        double sessionAgeHours,
        double accountFailures,
        double networkFailures,
        double deviceFailures,
        Activity activity,
        double amount,
        boolean newPayee,
        float latitude,
        float longitude,
        boolean hintContradiction) {

    /** How a device showed that it is the same as before. */
    public enum Continuity {
        /** By a signature of its device-bound key. */
        PROVEN,
        /** By its cookie only. */
        COOKIE,
        /** It did not: no cookie, no key. */
        NEW,
        /** It sent the cookie of a device whose key it could not use. */
        CHANGED,
        /** It sent nothing although its kind always does. */
        WITHHELD,
        /** Nobody asked. */
        UNKNOWN
    }

    /** A flag that may not have been recorded. */
    public enum Known {
        YES,
        NO,
        UNKNOWN
    }

    /** What is being attempted. */
    public enum Activity {
        SIGN_UP,
        SIGN_IN,
        ADD_PASSKEY,
        RECOVERY,
        CUSTOM
    }

    /** Nothing beyond the public columns. */
    public static final Extras UNKNOWN = new Extras(
            "",
            Continuity.UNKNOWN,
            "",
            Known.UNKNOWN,
            "",
            false,
            "",
            Known.UNKNOWN,
            false,
            false,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            0,
            0,
            0,
            Activity.SIGN_IN,
            0,
            false,
            Float.NaN,
            Float.NaN,
            false);
}
