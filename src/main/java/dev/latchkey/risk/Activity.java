package dev.latchkey.risk;

/** What is being attempted. */
public enum Activity {
    SIGN_UP,
    SIGN_IN,
    ADD_PASSKEY,
    RECOVERY,
    CUSTOM
}
