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
