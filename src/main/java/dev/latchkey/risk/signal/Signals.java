package dev.latchkey.risk.signal;

/** Every signal there is, by the name that {@code risk.Code} gives it. */
public final class Signals {
    /** A country new to the account, or rare for it. */
    public static final Signal NEW_COUNTRY = new UnfamiliarLevel(Level.COUNTRY);
    /** A network operator new to it. */
    public static final Signal NEW_OPERATOR = new UnfamiliarLevel(Level.OPERATOR);
    /** A network new to it. */
    public static final Signal NEW_NETWORK = new UnfamiliarLevel(Level.NETWORK);
    /** An operating system new to it. */
    public static final Signal NEW_SYSTEM = new UnfamiliarLevel(Level.SYSTEM);
    /** A browser new to it. */
    public static final Signal NEW_BROWSER = new UnfamiliarLevel(Level.BROWSER);
    /** A kind of device new to it. */
    public static final Signal NEW_DEVICE_TYPE = new UnfamiliarLevel(Level.DEVICE_TYPE);
    /** An operator hardly anybody uses. */
    public static final Signal RARE_PLACE = new RarePlace();
    /** A browser hardly anybody uses. */
    public static final Signal RARE_BROWSER = new RareAgent();
    /** Far from any place the account was seen in. */
    public static final Signal FAR_PLACE = new FarPlace();
    /** Faster than a plane. */
    public static final Signal FAST_TRAVEL = new FastTravel();
    /** A browser that went back in versions. */
    public static final Signal OLDER_BROWSER = new BrowserRegression();
    /** Client hints that contradict the user agent. */
    public static final Signal HINT_CONTRADICTION = new HintContradiction();
    /** A device new to the account. */
    public static final Signal NEW_DEVICE = new UnfamiliarDevice();
    /** A device that gave no proof by a key of its own. */
    public static final Signal UNPROVEN_DEVICE = new UnprovenDevice();
    /** A device that changed under a known session, or hides itself. */
    public static final Signal CHANGED_DEVICE = new BrokenContinuity();
    /** No signature by the device's key where there usually is one. */
    public static final Signal MISSING_DEVICE_PROOF = new MissingProof();
    /** A known synced passkey on a new device. */
    public static final Signal PASSKEY_ELSEWHERE = new PasskeyElsewhere();
    /** A passkey on a system it was not used on. */
    public static final Signal PASSKEY_ON_OTHER_SYSTEM = new PasskeyOnOtherSystem();
    /** The passkey's backup state changed. */
    public static final Signal BACKUP_CHANGED = new BackupChange();
    /** A passkey provider new to the account. */
    public static final Signal NEW_PROVIDER = new NewProvider();
    /** A provider called revoked or compromised. */
    public static final Signal REVOKED_PROVIDER = new RevokedProvider();
    /** An authenticator apart from the device, for the first time. */
    public static final Signal NEW_ATTACHMENT = new NewAttachment();
    /** The device did not check who is there. */
    public static final Signal DEVICE_DID_NOT_CHECK = new MissingVerification();
    /** The signature counter did not grow. */
    public static final Signal COUNTER_REGRESSED = new CounterRegression();
    /** A passkey younger than a day and more than a session at stake. */
    public static final Signal FRESH_PASSKEY_IN_USE = new FreshCredential();
    /** Recovered within three days. */
    public static final Signal RECENT_RECOVERY = new RecentRecovery();
    /** Failures against the account. */
    public static final Signal FAILURES_OF_ACCOUNT = new AccountFailures();
    /** Failures from the network. */
    public static final Signal FAILURES_OF_NETWORK = new NetworkFailures();
    /** Failures from the device. */
    public static final Signal FAILURES_OF_DEVICE = new DeviceFailures();
    /** An hour the account does not keep. */
    public static final Signal UNUSUAL_HOUR = new UnusualHour();
    /** The account's usual network; speaks for a shared device only. */
    public static final Signal USUAL_NETWORK = new UsualNetwork();
    /** A long time since the account was last seen. */
    public static final Signal LONG_ABSENCE = new LongAbsence();
    /** A known passkey on a new device in a new network. */
    public static final Signal PASSKEY_AT_NEW_PLACE = new PasskeyAtNewPlace();
    /** A device without proof at a new operator. */
    public static final Signal UNPROVEN_AT_NEW_PLACE = new UnprovenAtNewPlace();

    private Signals() {}
}
