package dev.latchkey.decision;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A reason that a customer can read: a stable code, and words of at most twelve. Pages say it in six languages. */
public enum Reason {
    /** Nothing stood out. */
    USUAL_SIGN_IN("Everything looked as usual."),
    /** The device did not check who is there. */
    DEVICE_DID_NOT_CHECK("Your device did not check that it was you."),
    /** No device key or cookie that the account knows. */
    NEW_DEVICE("This device is new for your account."),
    /** A known session on a device that changed, or one that hides itself. */
    DEVICE_CHANGED("This browser does not show that it is your usual one."),
    /** A known passkey on a device that the account does not know. */
    PASSKEY_ON_NEW_DEVICE("Your passkey was used on a device new to us."),
    /** A country or a place not seen before. */
    NEW_PLACE("You are in a new place."),
    /** A network or provider not seen before. */
    NEW_NETWORK("You are on a network that is new to us."),
    /** Too far from the last sign-in for the time between. */
    FAST_TRAVEL("You were somewhere far away only a short while ago."),
    /** A browser or operating system not seen before. */
    NEW_BROWSER("This browser is new for your account."),
    /** An older browser than before. */
    OLDER_BROWSER("Your browser is older than the one you used before."),
    /** User agent and client hints disagree. */
    BROWSER_CONTRADICTS("Your browser describes itself in two different ways."),
    /** A passkey provider that the account has not used. */
    NEW_PROVIDER("This passkey is kept by a provider new to us."),
    /** The authenticator's model was withdrawn. */
    PROVIDER_WITHDRAWN("The maker withdrew this kind of security key."),
    /** Hybrid or a security key, for the first time. */
    USED_IN_A_NEW_WAY("You used your passkey in a new way."),
    /** BS changed. */
    NOW_BACKED_UP("Your passkey is now backed up, or no longer is."),
    /** The counter did not grow. */
    UNEXPECTED_COUNT("Your security key counted differently than expected."),
    /** The passkey is young. */
    NEW_PASSKEY("This passkey was added a short while ago."),
    /** The account was recovered lately. */
    AFTER_RECOVERY("Your account was recovered a short while ago."),
    /** Many failures under the account, the network or the device. */
    MANY_FAILURES("Many tries did not work just before."),
    /** An hour at which the account is not used. */
    UNUSUAL_TIME("This is an unusual time for you."),
    /** The policy asks whatever the score. */
    ALWAYS_ASKED("We always check before this."),
    /** The customer reported somebody else. */
    REPORTED("You told us that somebody else was here."),
    /** A hold runs. */
    ON_HOLD("This has to wait after a recent change."),
    /** A network that the policy refuses. */
    NETWORK_REFUSED("Sign-ins from this network are not accepted here."),
    /** Nothing to ask with. */
    NOTHING_TO_ASK("We would have asked you, but you have no second way."),
    /** Our own record or policy could not be read. */
    COULD_NOT_CHECK("We could not check as usual just now."),
    /** A check was passed. */
    CHECK_PASSED("You passed one more check."),
    /** Several small things at once. */
    SEVERAL_SMALL_THINGS("Several small things were different from usual."),
    /** The policy, or a proof too weak or too old, asks for one more check. */
    ACTION_NEEDS_A_CHECK("This action needs a fresh check that it is you."),
    /** The policy lets it wait. */
    ACTION_HELD("This action waits a while, to protect your account."),
    /** It has waited. */
    ACTION_WAITED("This action has waited long enough.");

    private final String text;

    Reason(String text) {
        this.text = text;
    }

    /** Returns the stable code, for example {@code device-did-not-check}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Finds a reason by its code; empty for one that this release does not know. */
    public static Optional<Reason> ofCode(String code) {
        return Arrays.stream(values())
                .filter(reason -> reason.code().equals(code))
                .findFirst();
    }

    /** Returns the words in English. */
    public String text() {
        return text;
    }
}
