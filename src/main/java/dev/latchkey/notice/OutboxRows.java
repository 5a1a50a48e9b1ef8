package dev.latchkey.notice;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Jobs;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The outbox as the sending job sees it, on the pool of the jobs. Each statement is a transaction of its own: none is open
 * while a mail server thinks. A row that was taken and not settled, because the process died, has its turn again when the
 * lease has run out.
 */
@Singleton
final class OutboxRows {
    static final Duration LEASE = Duration.ofMinutes(5);

    private static final String TAKE = """
            update notice_outbox set attempts = attempts + 1, next_attempt = ?
            where id in (select id from notice_outbox
                where sent_at is null and failed_at is null and next_attempt <= ?
                order by next_attempt limit ? for update skip locked)
            returning id, relying_party, account, kind, language, recipient, message, created_at, give_up_at, attempts""";

    private static final String SENT =
            "update notice_outbox set sent_at = ?, recipient = null, message = null where id = ?";
    private static final String FAILED =
            "update notice_outbox set failed_at = ?, recipient = null, message = null where id = ?";
    private static final String LATER = "update notice_outbox set next_attempt = ? where id = ?";
    private static final String PUT_BACK =
            "update notice_outbox set next_attempt = ?, attempts = attempts - 1 where id = ?";

    private static final String WAITING = """
            select count(*), min(created_at) from notice_outbox where sent_at is null and failed_at is null""";

    private final Database database;

    OutboxRows(@Jobs Database database) {
        this.database = database;
    }

    /** A mail whose turn it is. */
    record Turn(
            UUID id,
            RelyingPartyId relyingParty,
            AccountId account,
            String kind,
            String language,
            Optional<Bytes> recipient,
            Optional<Bytes> message,
            Instant createdAt,
            Instant giveUpAt,
            int attempts) {}

    /** What waits. */
    record Waiting(long mails, Optional<Instant> oldest) {}

    /** Takes up to {@code most} mails that are due, the oldest first, for {@link #LEASE}. */
    List<Turn> take(Instant now, int most) {
        List<Turn> turns = database.many(
                TAKE,
                row -> new Turn(
                        row.getObject(1, UUID.class),
                        new RelyingPartyId(row.getString(2)),
                        new AccountId(row.getObject(3, UUID.class)),
                        row.getString(4),
                        row.getString(5),
                        Optional.ofNullable(row.getBytes(6)).map(Bytes::of),
                        Optional.ofNullable(row.getBytes(7)).map(Bytes::of),
                        CodeRows.instant(row, 8),
                        CodeRows.instant(row, 9),
                        row.getInt(10)),
                now.plus(LEASE),
                now,
                most);
        return turns.stream().sorted(Comparator.comparing(Turn::createdAt)).toList();
    }

    /** It is away; its words are kept no longer than needed. */
    void sent(UUID id, Instant now) {
        database.write(SENT, now, id);
    }

    /** It will never be. */
    void failed(UUID id, Instant now) {
        database.write(FAILED, now, id);
    }

    /** It has its next turn then. */
    void later(UUID id, Instant then) {
        database.write(LATER, then, id);
    }

    /** It had no turn after all. */
    void putBack(UUID id, Instant then) {
        database.write(PUT_BACK, then, id);
    }

    Waiting waiting() {
        return database.one(
                        WAITING,
                        row -> new Waiting(
                                row.getLong(1),
                                Optional.ofNullable(row.getObject(2, OffsetDateTime.class))
                                        .map(OffsetDateTime::toInstant)))
                .orElseThrow();
    }
}
