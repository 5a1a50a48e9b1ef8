package dev.latchkey.audit;

import dev.latchkey.id.Bytes;
import dev.latchkey.id.EntryId;
import dev.latchkey.id.SessionId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

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
    public record Cursor(Instant at, EntryId id) {
        private static final int LENGTH = 4 * Long.BYTES;
        private static final long FURTHEST = Integer.MAX_VALUE * 4L;
        private static final long NANOS = 1_000_000_000;

        /** Returns it as it travels. */
        public String text() {
            return Bytes.of(ByteBuffer.allocate(LENGTH)
                            .putLong(at.getEpochSecond())
                            .putLong(at.getNano())
                            .putLong(id.value().getMostSignificantBits())
                            .putLong(id.value().getLeastSignificantBits())
                            .array())
                    .toBase64Url();
        }

        /** Reads what {@link #text} wrote; empty for anything else. */
        public static Optional<Cursor> read(String text) {
            return Bytes.fromBase64Url(text)
                    .filter(bytes -> bytes.length() == LENGTH)
                    .map(bytes -> ByteBuffer.wrap(bytes.toArray()))
                    .flatMap(Cursor::read);
        }

        private static Optional<Cursor> read(ByteBuffer bytes) {
            long seconds = bytes.getLong();
            long nanos = bytes.getLong();
            return seconds < -FURTHEST || seconds > FURTHEST || nanos < 0 || nanos >= NANOS
                    ? Optional.empty()
                    : Optional.of(new Cursor(
                            Instant.ofEpochSecond(seconds, nanos),
                            new EntryId(new UUID(bytes.getLong(), bytes.getLong()))));
        }
    }
}
