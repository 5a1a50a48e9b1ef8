package dev.latchkey.risk;

/**
 * What was observed of one attempt, as keyed 64-bit hashes and small numbers. Every categorical fact has two special
 * values: {@link #UNKNOWN} when we failed to learn it, which adds nothing, and {@link #WITHHELD} when the client hid
 * it, which counts as unfamiliar at least. Lives in memory only; built by {@link #at}.
 *
 * @param at when it was attempted, in seconds since 1970-01-01T00:00Z
 * @param activity what was attempted
 * @param country the keyed hash of the country of the address
 * @param asn the keyed hash of the network operator (autonomous system)
 * @param net the keyed hash of the network: a /24, or a /48 to /64 of IPv6
 * @param latitude the latitude of the address in degrees, {@code NaN} when not known
 * @param longitude the longitude of the address in degrees, {@code NaN} when not known
 * @param os the keyed hash of the operating system family
 * @param browser the keyed hash of the browser family
 * @param browserMajor the browser's major version, or {@link #MAJOR_UNKNOWN} or {@link #MAJOR_WITHHELD}
 * @param deviceType the keyed hash of the kind of device: phone, tablet, desktop
 * @param device the keyed hash of the device's key or cookie
 * @param continuity whether the device is one the account was used on before
 * @param credential the keyed hash of the passkey
 * @param backupEligible whether the passkey may be synced (WebAuthn L3 §6.1, BE)
 * @param backedUp whether it is synced (BS)
 * @param backupChanged whether BS differs from what was stored
 * @param userVerified whether the device checked who is there (UV)
 * @param provider the keyed hash of the passkey's provider (AAGUID)
 * @param providerRevoked whether metadata call the provider revoked or compromised
 * @param attachment one of the four {@code ATTACHMENT_} values
 * @param counterRegressed whether a signature counter in use did not grow: a hint of cloning, not a proof
 * @param hintContradiction whether the client hints contradict the user agent
 * @param credentialAgeSeconds seconds since the passkey was registered; -1 when not known
 * @param accountAgeSeconds seconds since sign-up; -1 when not known
 * @param sinceRecoverySeconds seconds since the account was last recovered; -1 for never
 * @param sessionAgeSeconds seconds since the session opened; -1 when there is none
 * @param failuresOfAccount decayed failures against this account; not negative
 * @param failuresOfNetwork decayed failures from this network; not negative
 * @param failuresOfDevice decayed failures from this device; not negative
 * @param amount the amount at stake in the policy's currency; 0 for none
 * @param newPayee whether the payee is new to the account
 * @param keptBack whether the owner wants place and client kept out of it: then what is withheld is as strange as can be,
 *     and the place as far
 */
public record Facts(
        long at,
        Activity activity,
        long country,
        long asn,
        long net,
        float latitude,
        float longitude,
        long os,
        long browser,
        int browserMajor,
        long deviceType,
        long device,
        Continuity continuity,
        long credential,
        boolean backupEligible,
        boolean backedUp,
        boolean backupChanged,
        boolean userVerified,
        long provider,
        boolean providerRevoked,
        int attachment,
        boolean counterRegressed,
        boolean hintContradiction,
        long credentialAgeSeconds,
        long accountAgeSeconds,
        long sinceRecoverySeconds,
        long sessionAgeSeconds,
        float failuresOfAccount,
        float failuresOfNetwork,
        float failuresOfDevice,
        double amount,
        boolean newPayee,
        boolean keptBack) {
    /** We failed to learn it: no geo file, a slow look-up. Adds nothing to the score. */
    public static final long UNKNOWN = 0;

    /** The client hid it: no user agent, no device key. Counts at least as an unfamiliar value. */
    public static final long WITHHELD = 1;

    /** The browser's version is not known. */
    public static final int MAJOR_UNKNOWN = -1;

    /** The client hid its version; counts as the furthest step back. */
    public static final int MAJOR_WITHHELD = -2;

    /** The attachment is not known. */
    public static final int ATTACHMENT_UNKNOWN = 0;

    /** The authenticator is part of the device. */
    public static final int ATTACHMENT_PLATFORM = 1;

    /** The authenticator is apart from the device: a security key, a phone by its camera. */
    public static final int ATTACHMENT_CROSS_PLATFORM = 2;

    /** The client hid the attachment; counts as a cross-platform one never used before. */
    public static final int ATTACHMENT_WITHHELD = 3;

    /** It has never happened, or there is none. */
    public static final long NO_AGE = -1;

    /** Begins the facts of an attempt; everything not said stays unknown. */
    public static FactsBuilder at(long epochSecond, Activity activity) {
        return new FactsBuilder(epochSecond, activity);
    }

    /** Returns a builder that begins with these facts. */
    public FactsBuilder but() {
        return new FactsBuilder(at, activity)
                .country(country)
                .asn(asn)
                .net(net)
                .latitude(latitude)
                .longitude(longitude)
                .os(os)
                .browser(browser)
                .browserMajor(browserMajor)
                .deviceType(deviceType)
                .device(device)
                .continuity(continuity)
                .credential(credential)
                .backupEligible(backupEligible)
                .backedUp(backedUp)
                .backupChanged(backupChanged)
                .userVerified(userVerified)
                .provider(provider)
                .providerRevoked(providerRevoked)
                .attachment(attachment)
                .counterRegressed(counterRegressed)
                .hintContradiction(hintContradiction)
                .credentialAgeSeconds(credentialAgeSeconds)
                .accountAgeSeconds(accountAgeSeconds)
                .sinceRecoverySeconds(sinceRecoverySeconds)
                .sessionAgeSeconds(sessionAgeSeconds)
                .failuresOfAccount(failuresOfAccount)
                .failuresOfNetwork(failuresOfNetwork)
                .failuresOfDevice(failuresOfDevice)
                .amount(amount)
                .newPayee(newPayee)
                .keptBack(keptBack);
    }
}
