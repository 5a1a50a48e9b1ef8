package dev.latchkey.session;

import dev.latchkey.assurance.Assurance;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.id.SessionId;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One signed-in session. Immutable: what changes it makes a new value and a write.
 *
 * @param id its identifier, the {@code sid} of its tokens
 * @param relyingParty whose it is
 * @param account whose it is
 * @param credential the passkey it was opened with; empty after a fallback
 * @param clientId the client its tokens are for
 * @param mode how the client carries it
 * @param assurance what was proven last; its level falls with age, see {@link Sessions}
 * @param device the customer's device, closed under the account's key
 * @param createdAt when it was opened
 * @param lastSeenAt when it was last refreshed
 * @param expiresAt when it ends whatever happens
 * @param idle how long it may lie unused, in whole seconds; fixed when it was opened
 */
public record Session(
        SessionId id,
        RelyingPartyId relyingParty,
        AccountId account,
        Optional<CredentialId> credential,
        String clientId,
        SessionMode mode,
        Assurance assurance,
        Optional<Bytes> device,
        Instant createdAt,
        Instant lastSeenAt,
        Instant expiresAt,
        Duration idle) {

    /** Returns when it ends if it is not used again: after idling, and never later than {@link #expiresAt()}. */
    public Instant usableUntil() {
        Instant idled = lastSeenAt.plus(idle);
        return idled.isBefore(expiresAt) ? idled : expiresAt;
    }
}
