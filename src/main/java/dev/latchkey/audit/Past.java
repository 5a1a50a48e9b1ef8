package dev.latchkey.audit;

import dev.latchkey.id.Bytes;
import dev.latchkey.id.EntryId;
import dev.latchkey.id.SessionId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One entry, read back.
 *
 * @param id which
 * @param at when it was recorded
 * @param event the stored name of what happened; a later release may have written one that {@link Event} lacks
 * @param session in which session
 * @param facts as {@link Entry#facts()}
 * @param privateFacts as {@link Entry#privateFacts()}
 */
public record Past(
        EntryId id,
        Instant at,
        String event,
        Optional<SessionId> session,
        Map<String, String> facts,
        Optional<Bytes> privateFacts) {

    /** Returns the place behind which {@link Journal#of} goes on. */
    public Cursor cursor() {
        return new Cursor(at, id);
    }

    /**
     * A place in the journal.
     *
     * @param at the instant of the last entry seen
     * @param id that entry
     */
    public record Cursor(Instant at, EntryId id) {}
}
