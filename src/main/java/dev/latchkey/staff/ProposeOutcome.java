package dev.latchkey.staff;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What became of a wish to grant roles. */
public sealed interface ProposeOutcome {
    /**
     * It waits for a second admin.
     *
     * @param proposal which
     * @param invitation the invitation that it is about, if it is about one
     * @param expiresAt until when it waits
     */
    record Proposed(UUID proposal, Optional<Invitation> invitation, Instant expiresAt) implements ProposeOutcome {}

    /** There is no second admin who could agree. */
    record TwoAdminsNeeded() implements ProposeOutcome {}

    /** Nobody grants themselves anything. */
    record OwnGain() implements ProposeOutcome {}

    /** The console has no such account. */
    record NoSuchAccount() implements ProposeOutcome {}
}
