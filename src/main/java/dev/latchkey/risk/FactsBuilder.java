package dev.latchkey.risk;

/** Collects the facts of one attempt. What is not said stays unknown and adds nothing. */
public final class FactsBuilder {
    private final long at;
    private final Activity activity;
    private long country = Facts.UNKNOWN;
    private long asn = Facts.UNKNOWN;
    private long net = Facts.UNKNOWN;
    private float latitude = Float.NaN;
    private float longitude = Float.NaN;
    private long os = Facts.UNKNOWN;
    private long browser = Facts.UNKNOWN;
    private int browserMajor = Facts.MAJOR_UNKNOWN;
    private long deviceType = Facts.UNKNOWN;
    private long device = Facts.UNKNOWN;
    private Continuity continuity = Continuity.UNKNOWN;
    private long credential = Facts.UNKNOWN;
    private boolean backupEligible;
    private boolean backedUp;
    private boolean backupChanged;
    private boolean userVerified = true;
    private long provider = Facts.UNKNOWN;
    private boolean providerRevoked;
    private int attachment = Facts.ATTACHMENT_UNKNOWN;
    private boolean counterRegressed;
    private boolean hintContradiction;
    private long credentialAgeSeconds = Facts.NO_AGE;
    private long accountAgeSeconds = Facts.NO_AGE;
    private long sinceRecoverySeconds = Facts.NO_AGE;
    private long sessionAgeSeconds = Facts.NO_AGE;
    private float failuresOfAccount;
    private float failuresOfNetwork;
    private float failuresOfDevice;
    private double amount;
    private boolean newPayee;
    private boolean keptBack;

    FactsBuilder(long at, Activity activity) {
        this.at = at;
        this.activity = activity;
    }

    /** Says the keyed hash of the country of the address. */
    public FactsBuilder country(long country) {
        this.country = country;
        return this;
    }

    /** Says the keyed hash of the network operator (autonomous system). */
    public FactsBuilder asn(long asn) {
        this.asn = asn;
        return this;
    }

    /** Says the keyed hash of the network: a /24, or a /48 to /64 of IPv6. */
    public FactsBuilder net(long net) {
        this.net = net;
        return this;
    }

    /** Says the latitude of the address in degrees, {@code NaN} when not known. */
    public FactsBuilder latitude(float latitude) {
        this.latitude = latitude;
        return this;
    }

    /** Says the longitude of the address in degrees, {@code NaN} when not known. */
    public FactsBuilder longitude(float longitude) {
        this.longitude = longitude;
        return this;
    }

    /** Says the keyed hash of the operating system family. */
    public FactsBuilder os(long os) {
        this.os = os;
        return this;
    }

    /** Says the keyed hash of the browser family. */
    public FactsBuilder browser(long browser) {
        this.browser = browser;
        return this;
    }

    /** Says the browser's major version, or {@link Facts#MAJOR_UNKNOWN} or {@link Facts#MAJOR_WITHHELD}. */
    public FactsBuilder browserMajor(int browserMajor) {
        this.browserMajor = browserMajor;
        return this;
    }

    /** Says the keyed hash of the kind of device: phone, tablet, desktop. */
    public FactsBuilder deviceType(long deviceType) {
        this.deviceType = deviceType;
        return this;
    }

    /** Says the keyed hash of the device's key or cookie. */
    public FactsBuilder device(long device) {
        this.device = device;
        return this;
    }

    /** Says whether the device is one the account was used on before. */
    public FactsBuilder continuity(Continuity continuity) {
        this.continuity = continuity;
        return this;
    }

    /** Says the keyed hash of the passkey. */
    public FactsBuilder credential(long credential) {
        this.credential = credential;
        return this;
    }

    /** Says whether the passkey may be synced (WebAuthn L3 §6.1, BE). */
    public FactsBuilder backupEligible(boolean backupEligible) {
        this.backupEligible = backupEligible;
        return this;
    }

    /** Says whether it is synced (BS). */
    public FactsBuilder backedUp(boolean backedUp) {
        this.backedUp = backedUp;
        return this;
    }

    /** Says whether BS differs from what was stored. */
    public FactsBuilder backupChanged(boolean backupChanged) {
        this.backupChanged = backupChanged;
        return this;
    }

    /** Says whether the device checked who is there (UV). */
    public FactsBuilder userVerified(boolean userVerified) {
        this.userVerified = userVerified;
        return this;
    }

    /** Says the keyed hash of the passkey's provider (AAGUID). */
    public FactsBuilder provider(long provider) {
        this.provider = provider;
        return this;
    }

    /** Says whether metadata call the provider revoked or compromised. */
    public FactsBuilder providerRevoked(boolean providerRevoked) {
        this.providerRevoked = providerRevoked;
        return this;
    }

    /** Says one of the four {@code ATTACHMENT_} values. */
    public FactsBuilder attachment(int attachment) {
        this.attachment = attachment;
        return this;
    }

    /** Says whether a signature counter in use did not grow: a hint of cloning, not a proof. */
    public FactsBuilder counterRegressed(boolean counterRegressed) {
        this.counterRegressed = counterRegressed;
        return this;
    }

    /** Says whether the client hints contradict the user agent. */
    public FactsBuilder hintContradiction(boolean hintContradiction) {
        this.hintContradiction = hintContradiction;
        return this;
    }

    /** Says seconds since the passkey was registered; -1 when not known. */
    public FactsBuilder credentialAgeSeconds(long credentialAgeSeconds) {
        this.credentialAgeSeconds = credentialAgeSeconds;
        return this;
    }

    /** Says seconds since sign-up; -1 when not known. */
    public FactsBuilder accountAgeSeconds(long accountAgeSeconds) {
        this.accountAgeSeconds = accountAgeSeconds;
        return this;
    }

    /** Says seconds since the account was last recovered; -1 for never. */
    public FactsBuilder sinceRecoverySeconds(long sinceRecoverySeconds) {
        this.sinceRecoverySeconds = sinceRecoverySeconds;
        return this;
    }

    /** Says seconds since the session opened; -1 when there is none. */
    public FactsBuilder sessionAgeSeconds(long sessionAgeSeconds) {
        this.sessionAgeSeconds = sessionAgeSeconds;
        return this;
    }

    /** Says decayed failures against this account; not negative. */
    public FactsBuilder failuresOfAccount(float failuresOfAccount) {
        this.failuresOfAccount = failuresOfAccount;
        return this;
    }

    /** Says decayed failures from this network; not negative. */
    public FactsBuilder failuresOfNetwork(float failuresOfNetwork) {
        this.failuresOfNetwork = failuresOfNetwork;
        return this;
    }

    /** Says decayed failures from this device; not negative. */
    public FactsBuilder failuresOfDevice(float failuresOfDevice) {
        this.failuresOfDevice = failuresOfDevice;
        return this;
    }

    /** Says the amount at stake in the policy's currency; 0 for none. */
    public FactsBuilder amount(double amount) {
        this.amount = amount;
        return this;
    }

    /** Says whether the payee is new to the account. */
    public FactsBuilder newPayee(boolean newPayee) {
        this.newPayee = newPayee;
        return this;
    }

    /** Says whether the owner keeps place and client back. */
    public FactsBuilder keptBack(boolean keptBack) {
        this.keptBack = keptBack;
        return this;
    }

    /** Returns the facts collected so far. */
    public Facts build() {
        return new Facts(
                at,
                activity,
                country,
                asn,
                net,
                latitude,
                longitude,
                os,
                browser,
                browserMajor,
                deviceType,
                device,
                continuity,
                credential,
                backupEligible,
                backedUp,
                backupChanged,
                userVerified,
                provider,
                providerRevoked,
                attachment,
                counterRegressed,
                hintContradiction,
                credentialAgeSeconds,
                accountAgeSeconds,
                sinceRecoverySeconds,
                sessionAgeSeconds,
                failuresOfAccount,
                failuresOfNetwork,
                failuresOfDevice,
                amount,
                newPayee,
                keptBack);
    }
}
