package dev.latchkey.notice;

import java.util.Locale;

/** What a mail says. Names are stored, and keys of the words in each language. */
enum Kind {
    CONFIRM_ADDRESS,
    STEP_UP,
    ADDRESS_TAKEN,
    NEW_PASSKEY,
    NEW_DEVICE,
    EMAIL_CHANGED,
    EMAIL_REMOVED,
    RECOVERY_USED,
    HOLD,
    POLICY_ROLLED_BACK,
    POLICY_GLASS_BROKEN,
    POLICY_GLASS_WHOLE;

    String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }

    static Kind of(CodePurpose purpose) {
        return switch (purpose) {
            case CONFIRM_ADDRESS -> CONFIRM_ADDRESS;
            case STEP_UP -> STEP_UP;
        };
    }

    static Kind of(Notice notice) {
        return switch (notice) {
            case Notice.NewPasskey told -> NEW_PASSKEY;
            case Notice.NewDevice told -> NEW_DEVICE;
            case Notice.EmailChanged told -> EMAIL_CHANGED;
            case Notice.EmailRemoved told -> EMAIL_REMOVED;
            case Notice.RecoveryUsed told -> RECOVERY_USED;
            case Notice.Hold told -> HOLD;
        };
    }

    static Kind of(PolicyNotice notice) {
        return switch (notice.what()) {
            case ROLLED_BACK -> POLICY_ROLLED_BACK;
            case GLASS_BROKEN -> POLICY_GLASS_BROKEN;
            case GLASS_WHOLE -> POLICY_GLASS_WHOLE;
        };
    }
}
