package dev.latchkey.passkey;

/** What a ceremony was begun for; sealed into its challenge, so that no other call can use it. */
public enum Purpose {
    /** Registration of the first passkey of a new account. */
    SIGN_UP(Kind.REGISTRATION),
    /** Registration of one more passkey by somebody signed in. */
    ADD_PASSKEY(Kind.REGISTRATION),
    /** Registration of a passkey by somebody who holds a recovery code. */
    RECOVERY(Kind.REGISTRATION),
    /** Authentication of whoever holds a passkey. */
    SIGN_IN(Kind.AUTHENTICATION),
    /** Authentication of an account that is named already, for what is about to happen. */
    STEP_UP(Kind.AUTHENTICATION);

    private final Kind kind;

    /** The two ceremonies of WebAuthn L3 §7. */
    enum Kind {
        REGISTRATION,
        AUTHENTICATION
    }

    Purpose(Kind kind) {
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}
