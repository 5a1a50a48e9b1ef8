package dev.latchkey.decision.replay;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.RelyingPartyId;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A replay that somebody asked for, as its row tells it on every replica.
 *
 * @param id its identifier
 * @param relyingParty whose decisions it judges
 * @param askedBy the operator's account
 * @param askedAt when
 * @param policy which policy it tries, as JSON
 * @param from the decisions' time
 * @param to the end of it, not included
 * @param state how far it is
 * @param heardAt when the replica that runs it last said so
 * @param total how many decisions there are
 * @param read how many were judged so far
 */
public record ReplayJob(
        UUID id,
        RelyingPartyId relyingParty,
        AccountId askedBy,
        Instant askedAt,
        String policy,
        Instant from,
        Instant to,
        State state,
        Instant heardAt,
        long total,
        long read) {
    /** How far a replay is. */
    public enum State {
        /** It runs. */
        RUNNING,
        /** Its report is there. */
        DONE,
        /** Somebody stopped it. */
        CANCELLED,
        /** It could not be finished. */
        FAILED,
        /** The replica that ran it has not been heard of: it will not be finished. */
        LOST
    }

    /** Returns about how many seconds it will still take; empty while nobody can tell. */
    public OptionalLong secondsLeft() {
        long taken = Duration.between(askedAt, heardAt).toMillis();
        if (state != State.RUNNING || read <= 0 || taken <= 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Math.ceilDiv(taken * Math.max(0, total - read), read * 1_000));
    }
}
