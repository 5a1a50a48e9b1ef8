package dev.latchkey.passkey;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import java.util.List;
import java.util.Optional;

/** What became of an authentication answer (WebAuthn L3 §7.2). */
public sealed interface AssertionOutcome {
    /** The body does not have the form of an {@code AuthenticationResponseJSON}; nothing was spent. */
    record Malformed(List<FieldError> fields) implements AssertionOutcome {
        /** Keeps an immutable copy of {@code fields}. */
        public Malformed {
            fields = List.copyOf(fields);
        }
    }

    /** The challenge is not ours, not for this call, not from this browser, too old or already spent. */
    record Expired() implements AssertionOutcome {}

    /** The challenge was genuine and is spent now; no such credential exists at this relying party. */
    record UnknownCredential(Ceremony ceremony, CredentialId credential) implements AssertionOutcome {}

    /**
     * The challenge was genuine and is spent now; the answer failed for {@code reason}, a slug for journal and metrics.
     * {@code account} owns the credential that was presented: it did not prove to be here.
     */
    record Refused(String reason, Ceremony ceremony, Optional<AccountId> account) implements AssertionOutcome {}

    /** Every step passed. {@code challenge} is the one that was answered, for whatever else is bound to the ceremony. */
    record Verified(VerifiedAssertion assertion, Ceremony ceremony, Bytes challenge) implements AssertionOutcome {
        @Override
        public String toString() {
            return "Verified[redacted]";
        }
    }
}
