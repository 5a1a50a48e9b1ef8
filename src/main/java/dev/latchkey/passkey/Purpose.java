package dev.latchkey.passkey;

import java.util.Optional;

/** What a ceremony was begun for; sealed into its challenge, so that no other call can use it. */
public enum Purpose {
    /** Registration of the first passkey of a new account. */
    SIGN_UP(Kind.REGISTRATION, 1),
    /** Registration of one more passkey by somebody signed in. */
    ADD_PASSKEY(Kind.REGISTRATION, 2),
    /** Registration of a passkey by somebody who holds a recovery code. */
    RECOVERY(Kind.REGISTRATION, 3),
    /** Authentication of whoever holds a passkey. */
    SIGN_IN(Kind.AUTHENTICATION, 4),
    /** Authentication of an account that is named already, for what is about to happen. */
    STEP_UP(Kind.AUTHENTICATION, 5);

    private final Kind kind;
    private final int code;

    /** The two ceremonies of WebAuthn L3 §7. */
    enum Kind {
        REGISTRATION,
        AUTHENTICATION
    }

    Purpose(Kind kind, int code) {
        this.kind = kind;
        this.code = code;
    }

    Kind kind() {
        return kind;
    }

    /** What stands for it in a seal; never changes its meaning. */
    int code() {
        return code;
    }

    static Optional<Purpose> fromCode(int code) {
        for (Purpose purpose : values()) {
            if (purpose.code == code) {
                return Optional.of(purpose);
            }
        }
        return Optional.empty();
    }
}
