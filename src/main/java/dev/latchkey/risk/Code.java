package dev.latchkey.risk;

import dev.latchkey.risk.signal.Signal;
import dev.latchkey.risk.signal.Signals;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Every reason a score can have, by a stable code: one for each signal, and three for what a sum needs besides. A code
 * may be added, to the end of its group, and never means something else.
 */
public enum Code {
    /** A country new to the account, or rare for it. */
    NEW_COUNTRY(Signals.NEW_COUNTRY),
    /** A network operator new to it. */
    NEW_OPERATOR(Signals.NEW_OPERATOR),
    /** A network new to it. */
    NEW_NETWORK(Signals.NEW_NETWORK),
    /** An operating system new to it. */
    NEW_SYSTEM(Signals.NEW_SYSTEM),
    /** A browser new to it. */
    NEW_BROWSER(Signals.NEW_BROWSER),
    /** A kind of device new to it. */
    NEW_DEVICE_TYPE(Signals.NEW_DEVICE_TYPE),
    /** An operator hardly anybody uses. */
    RARE_PLACE(Signals.RARE_PLACE),
    /** A browser hardly anybody uses. */
    RARE_BROWSER(Signals.RARE_BROWSER),
    /** Far from any place the account was seen in. */
    FAR_PLACE(Signals.FAR_PLACE),
    /** Faster than a plane. */
    FAST_TRAVEL(Signals.FAST_TRAVEL),
    /** A browser that went back in versions. */
    OLDER_BROWSER(Signals.OLDER_BROWSER),
    /** Client hints that contradict the user agent. */
    HINT_CONTRADICTION(Signals.HINT_CONTRADICTION),
    /** A device new to the account. */
    NEW_DEVICE(Signals.NEW_DEVICE),
    /** A device that gave no proof by a key of its own. */
    UNPROVEN_DEVICE(Signals.UNPROVEN_DEVICE),
    /** A device that changed under a known session, or hides itself. */
    CHANGED_DEVICE(Signals.CHANGED_DEVICE),
    /** No signature by the device's key where there usually is one. */
    MISSING_DEVICE_PROOF(Signals.MISSING_DEVICE_PROOF),
    /** A known synced passkey on a new device. */
    PASSKEY_ELSEWHERE(Signals.PASSKEY_ELSEWHERE),
    /** A passkey on a system it was not used on. */
    PASSKEY_ON_OTHER_SYSTEM(Signals.PASSKEY_ON_OTHER_SYSTEM),
    /** The passkey's backup state changed. */
    BACKUP_CHANGED(Signals.BACKUP_CHANGED),
    /** A passkey provider new to the account. */
    NEW_PROVIDER(Signals.NEW_PROVIDER),
    /** A provider called revoked or compromised. */
    REVOKED_PROVIDER(Signals.REVOKED_PROVIDER),
    /** An authenticator apart from the device, for the first time. */
    NEW_ATTACHMENT(Signals.NEW_ATTACHMENT),
    /** The device did not check who is there. */
    DEVICE_DID_NOT_CHECK(Signals.DEVICE_DID_NOT_CHECK),
    /** The signature counter did not grow. */
    COUNTER_REGRESSED(Signals.COUNTER_REGRESSED),
    /** A passkey younger than a day and more than a session at stake. */
    FRESH_PASSKEY_IN_USE(Signals.FRESH_PASSKEY_IN_USE),
    /** Recovered within three days. */
    RECENT_RECOVERY(Signals.RECENT_RECOVERY),
    /** Failures against the account. */
    FAILURES_OF_ACCOUNT(Signals.FAILURES_OF_ACCOUNT),
    /** Failures from the network. */
    FAILURES_OF_NETWORK(Signals.FAILURES_OF_NETWORK),
    /** Failures from the device. */
    FAILURES_OF_DEVICE(Signals.FAILURES_OF_DEVICE),
    /** An hour the account does not keep. */
    UNUSUAL_HOUR(Signals.UNUSUAL_HOUR),
    /** The account's usual network; speaks for a shared device only. */
    USUAL_NETWORK(Signals.USUAL_NETWORK),
    /** A long time since the account was last seen, on a device that does not prove to be a known one. */
    LONG_ABSENCE(Signals.LONG_ABSENCE),
    /** A known passkey on an unknown device, in a network the account never used either. */
    PASSKEY_AT_NEW_PLACE(Signals.PASSKEY_AT_NEW_PLACE),
    /** A device without a key's proof, a copied cookie's included, at an operator the account never used. */
    UNPROVEN_AT_NEW_PLACE(Signals.UNPROVEN_AT_NEW_PLACE),
    /** How often such things happen to anybody. */
    BASE_RATE,
    /** What the hypotheses that do not lead add or take away. */
    OTHER_EXPLANATIONS,
    /** From a raw score to frequencies that were counted. */
    CALIBRATION;

    /** How many codes have a signal; they come first. */
    static final int SIGNALS = BASE_RATE.ordinal();

    private static final Code[] ALL = values();

    private final Optional<Signal> signal;

    Code() {
        signal = Optional.empty();
    }

    Code(Signal signal) {
        this.signal = Optional.of(signal);
    }

    /** Returns the code at this place. */
    static Code at(int place) {
        return ALL[place];
    }

    /** Returns the signal behind each code that has one, in order. */
    static Signal[] signals() {
        return Arrays.stream(ALL).flatMap(code -> code.signal.stream()).toArray(Signal[]::new);
    }

    /** Returns the stable name in models, logs and answers, for example {@code new-network}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Finds a code by its stable name; empty for one this release does not know. */
    public static Optional<Code> ofSlug(String slug) {
        return Arrays.stream(ALL).filter(code -> code.slug().equals(slug)).findFirst();
    }
}
