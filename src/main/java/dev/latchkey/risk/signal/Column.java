package dev.latchkey.risk.signal;

/**
 * The numbers that signals look at, one place each in an array of floats; a {@code NaN} is unknown. Counts are decayed
 * with a half-life of 90 days. Stored with every decision: a new column goes to the end, and none is ever moved.
 */
public enum Column {
    /** Sign-ins of the account. */
    LOGINS,
    /** Days since the account was last seen; unknown if never. */
    GAP_DAYS,
    /** Sign-ins of the account with this country; unknown if it is; below 0 if withheld. */
    COUNTRY_OWN,
    /** Sign-ins of the account with what contains it. */
    COUNTRY_OWN_PARENT,
    /** Times the account brought a new country. */
    COUNTRY_NEW,
    /** Sign-ins of everybody with it. */
    COUNTRY_ALL,
    /** Sign-ins of everybody with what contains it. */
    COUNTRY_ALL_PARENT,
    /** Sign-ins of the account with this network operator; unknown if it is; below 0 if withheld. */
    OPERATOR_OWN,
    /** Sign-ins of the account with what contains it. */
    OPERATOR_OWN_PARENT,
    /** Times the account brought a new network operator. */
    OPERATOR_NEW,
    /** Sign-ins of everybody with it. */
    OPERATOR_ALL,
    /** Sign-ins of everybody with what contains it. */
    OPERATOR_ALL_PARENT,
    /** Sign-ins of the account with this network; unknown if it is; below 0 if withheld. */
    NETWORK_OWN,
    /** Sign-ins of the account with what contains it. */
    NETWORK_OWN_PARENT,
    /** Times the account brought a new network. */
    NETWORK_NEW,
    /** Sign-ins of everybody with it. */
    NETWORK_ALL,
    /** Sign-ins of everybody with what contains it. */
    NETWORK_ALL_PARENT,
    /** Sign-ins of the account with this operating system; unknown if it is; below 0 if withheld. */
    SYSTEM_OWN,
    /** Sign-ins of the account with what contains it. */
    SYSTEM_OWN_PARENT,
    /** Times the account brought a new operating system. */
    SYSTEM_NEW,
    /** Sign-ins of everybody with it. */
    SYSTEM_ALL,
    /** Sign-ins of everybody with what contains it. */
    SYSTEM_ALL_PARENT,
    /** Sign-ins of the account with this browser; unknown if it is; below 0 if withheld. */
    BROWSER_OWN,
    /** Sign-ins of the account with what contains it. */
    BROWSER_OWN_PARENT,
    /** Times the account brought a new browser. */
    BROWSER_NEW,
    /** Sign-ins of everybody with it. */
    BROWSER_ALL,
    /** Sign-ins of everybody with what contains it. */
    BROWSER_ALL_PARENT,
    /** Sign-ins of the account with this kind of device; unknown if it is; below 0 if withheld. */
    DEVICE_TYPE_OWN,
    /** Sign-ins of the account with what contains it. */
    DEVICE_TYPE_OWN_PARENT,
    /** Times the account brought a new kind of device. */
    DEVICE_TYPE_NEW,
    /** Sign-ins of everybody with it. */
    DEVICE_TYPE_ALL,
    /** Sign-ins of everybody with what contains it. */
    DEVICE_TYPE_ALL_PARENT,
    /** Place in {@code risk.Continuity}; 0 is unknown. */
    CONTINUITY,
    /** Sign-ins of the account on this device. */
    DEVICE_OWN,
    /** Times the account brought a new device. */
    DEVICE_NEW,
    /** Sign-ins of the account without a proof by the device's own key. */
    UNPROVEN,
    /** Kilometres to the nearest place the account was seen in; unknown without coordinates. */
    DISTANCE,
    /** Kilometres to the place it was last seen in. */
    TRAVEL,
    /** Hours since then. */
    TRAVEL_HOURS,
    /** How many versions the browser went back; 0 for the same or a newer one. */
    MAJORS_BACK,
    /** 1 if client hints contradict the user agent. */
    HINT_CONTRADICTION,
    /** Sign-ins of the account by this passkey; unknown if it is. */
    CREDENTIAL_OWN,
    /** Sign-ins of the account by this passkey on this system; unknown if the authenticator stands apart. */
    HOLDER_OWN,
    /** Sign-ins of everybody by a passkey of this provider on this system. */
    HOLDER_ALL,
    /** Sign-ins of everybody by a passkey of this provider. */
    PROVIDER_ALL,
    /** 1 if the passkey may be synced. */
    SYNCED,
    /** 1 if its backup state changed. */
    BACKUP_CHANGED,
    /** 1 if the device checked who is there. */
    VERIFIED,
    /** Sign-ins of the account with such a check. */
    VERIFIED_OWN,
    /** Sign-ins of the account by a passkey of this provider; unknown if it is. */
    PROVIDER_OWN,
    /** 1 if metadata call the provider revoked or compromised. */
    PROVIDER_REVOKED,
    /** 0 unknown, 1 platform, 2 cross-platform, 3 withheld. */
    ATTACHMENT,
    /** Sign-ins of the account with this attachment. */
    ATTACHMENT_OWN,
    /** 1 if a signature counter did not grow. */
    COUNTER_REGRESSED,
    /** Seconds since the passkey was registered; unknown if that is. */
    CREDENTIAL_AGE,
    /** Seconds since sign-up; unknown if that is. */
    ACCOUNT_AGE,
    /** Seconds since the account was last recovered; unknown if never. */
    SINCE_RECOVERY,
    /** Seconds since the session opened; unknown if there is none. */
    SESSION_AGE,
    /** Failures against the account. */
    FAILURES_OF_ACCOUNT,
    /** Failures from the network. */
    FAILURES_OF_NETWORK,
    /** Failures from the device. */
    FAILURES_OF_DEVICE,
    /** Sign-ins of the account in these three hours of the day (UTC). */
    HOUR_OWN,
    /** Amount at stake in the policy's currency. */
    AMOUNT,
    /** 1 if the payee is new to the account. */
    NEW_PAYEE,
    /** 1 if more than a session is at stake. */
    SENSITIVE;

    /** How many there are. */
    public static final int COUNT = values().length;

    /** Returns the number in this column; {@code NaN} if unknown. */
    public float in(float[] numbers) {
        return numbers[ordinal()];
    }

    /** Whether the number in this column is known. */
    public boolean knownIn(float[] numbers) {
        return !Float.isNaN(numbers[ordinal()]);
    }

    /** Whether the flag in this column is up. */
    public boolean isSetIn(float[] numbers) {
        return numbers[ordinal()] > 0;
    }
}
