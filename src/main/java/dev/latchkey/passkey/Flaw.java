package dev.latchkey.passkey;

import java.util.Locale;

/** Everything that may be wrong with an answer to a genuine challenge, in the order of WebAuthn L3 §7.1 and §7.2. */
enum Flaw {
    CREDENTIAL_NOT_ALLOWED,
    OWNER_MISMATCH,
    USER_HANDLE_MISSING,
    USER_HANDLE_MISMATCH,
    CREDENTIAL_SUSPENDED,
    CLIENT_DATA_TYPE,
    ORIGIN,
    CROSS_ORIGIN,
    ATTESTATION_OBJECT,
    ATTESTATION_FORMAT,
    AUTHENTICATOR_DATA,
    RP_ID_HASH,
    USER_NOT_PRESENT,
    USER_NOT_VERIFIED,
    BACKUP_STATE,
    BACKUP_ELIGIBILITY_CHANGED,
    ATTESTED_DATA,
    CREDENTIAL_ID,
    KEY_MEMBERS,
    KEY_ALGORITHM,
    KEY_TYPE,
    KEY_CURVE,
    KEY_POINT,
    KEY_MODULUS,
    KEY_EXPONENT,
    NOT_DISCOVERABLE,
    COPIES_DISAGREE;

    /** Returns the slug for journal and metrics. */
    String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
