package dev.latchkey.passkey;

import dev.latchkey.id.CredentialId;
import java.time.Instant;
import java.util.Optional;

/** Spends a ceremony, once, in the transaction of its effect. */
interface Spending {
    /** What became of it. */
    sealed interface Outcome {
        /** Spent just now; the credential as it stands at the ceremony's relying party, held until the transaction ends. */
        record Spent(Optional<CredentialRow> credential) implements Outcome {}

        /** Spent before; nothing was read. */
        record SpentBefore() implements Outcome {}
    }

    /** Spends {@code ceremony}, which expires at {@code expiry}, looks up {@code credential}, and what goes alongside. */
    Outcome spend(Ceremony ceremony, Instant expiry, CredentialId credential, Alongside alongside);
}
