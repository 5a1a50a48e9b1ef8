package dev.latchkey.risk;

/** What can be asked of somebody, the quickest first. */
public enum Challenge {
    FRESH_PASSKEY,
    OTHER_PASSKEY,
    APPROVE_ON_DEVICE,
    TOTP,
    EMAIL_CODE,
    RECOVERY_CODE,
    HOLD,
    SUPPORT
}
