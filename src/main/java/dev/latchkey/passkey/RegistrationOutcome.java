package dev.latchkey.passkey;

import dev.latchkey.id.Bytes;
import java.util.List;
import java.util.Optional;

/** What became of a registration answer (WebAuthn L3 §7.1). */
public sealed interface RegistrationOutcome {
    /** The body does not have the form of a {@code RegistrationResponseJSON}; nothing was spent. */
    record Malformed(List<FieldError> fields) implements RegistrationOutcome {
        /** Keeps an immutable copy of {@code fields}. */
        public Malformed {
            fields = List.copyOf(fields);
        }
    }

    /** The challenge is not ours, not for this call, not from this browser, too old or already spent. */
    record Expired() implements RegistrationOutcome {}

    /** The challenge was genuine and is spent now; the answer failed for {@code reason}, a slug for journal and metrics. */
    record Refused(String reason, Ceremony ceremony) implements RegistrationOutcome {}

    /** §7.1 step 26: the credential id is registered already, to whomever. */
    record AlreadyRegistered(Ceremony ceremony) implements RegistrationOutcome {}

    /**
     * Every step passed. {@code nickname} is what the owner wants to call it, at most 64 characters without control
     * characters; {@code challenge} is the one that was answered, for whatever else is bound to the ceremony.
     */
    record Verified(NewPasskey passkey, Ceremony ceremony, Optional<String> nickname, Bytes challenge)
            implements RegistrationOutcome {
        @Override
        public String toString() {
            return "Verified[redacted]";
        }
    }
}
