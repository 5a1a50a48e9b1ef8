package dev.latchkey.notice;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * The rows of codes: one for each account and purpose. Wrong codes and mails are counted within an hour; either too many,
 * and codes for that purpose rest for the rest of it.
 */
@Singleton
final class CodeRows {
    static final Duration LIFETIME = Duration.ofMinutes(10);
    static final Duration RESEND = Duration.ofSeconds(30);
    static final int TRIES = 5;

    static final Duration WINDOW = Duration.ofHours(1);

    private static final int SENDS = 10;

    /** How many codes one address is sent within the hour, whoever asks for them. */
    private static final int SENDS_TO_ONE = 10;

    /** How many other accounts may have mail sent to one address within the hour. */
    private static final int CLAIMANTS = 5;

    private static final String FIND = """
            select sent_at, expires_at, window_began, sends, tries, spent_at is not null, address, address_index
            from notice_code where account = ? and purpose = ?""";

    /** The row of an address is held to the end of the transaction, so that asking at once makes no more mails. */
    private static final String RENEW = """
            with allowed as (
                insert into notice_allowance as a (relying_party, address_index, window_began, sends)
                select ?, ?, ?, 1 where ?::bytea is not null
                on conflict (relying_party, address_index) do update set
                    sends = case when a.window_began <= ? then 1 else a.sends + 1 end,
                    window_began = case when a.window_began <= ? then excluded.window_began else a.window_began end
                where a.window_began <= ? or a.sends < ?
                returning 1)
            insert into notice_code as c (account, purpose, relying_party, code_hash, address, address_index, language,
                sent_at, expires_at, window_began, sends, tries)
            select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 0
            where (select count(*) from notice_code o where o.relying_party = ? and o.address_index = ?
                and o.account <> ? and o.sent_at > ?) < ?
                and (?::bytea is null or exists (select from allowed))
            on conflict (account, purpose) do update set
                code_hash = excluded.code_hash, address = excluded.address, address_index = excluded.address_index,
                language = excluded.language, sent_at = excluded.sent_at, expires_at = excluded.expires_at,
                spent_at = null,
                tries = case when c.window_began <= ? then 0 else c.tries end,
                sends = case when c.window_began <= ? then 1 else c.sends + 1 end,
                window_began = case when c.window_began <= ? then excluded.window_began else c.window_began end
            where (c.sent_at <= ? or c.spent_at is not null or c.address_index is distinct from excluded.address_index)
                and (c.window_began <= ? or c.tries < ? and c.sends < ?)""";

    private static final String TRY = """
            update notice_code set
                tries = case when code_hash = any (?) then 0 else tries + 1 end,
                sends = case when code_hash = any (?) then 0 else sends end,
                spent_at = case when code_hash = any (?) then ?::timestamptz end
            where account = ? and purpose = ? and spent_at is null and expires_at > ? and tries < ?
            returning spent_at is not null, tries, window_began""";

    private final Database database;
    private final Clock clock;

    CodeRows(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A code of which a mail is to be written. */
    record Draft(
            AccountId account,
            RelyingPartyId relyingParty,
            CodePurpose purpose,
            Bytes hash,
            Optional<Bytes> address,
            Optional<Bytes> addressIndex,
            Language language) {}

    /** A row as it stands. */
    record State(
            Instant sentAt,
            Instant expiresAt,
            Instant windowBegan,
            int sends,
            int tries,
            boolean spent,
            Optional<Bytes> address,
            Optional<Bytes> addressIndex) {

        /** How long codes still rest; empty when they do not. */
        Optional<Duration> restsFor(Instant now) {
            Duration left = Duration.between(now, windowBegan.plus(WINDOW));
            return (tries >= TRIES || sends >= SENDS) && left.isPositive() ? Optional.of(left) : Optional.empty();
        }

        /** How long this code stands before another is sent to the same address; empty when one may be now. */
        Optional<Duration> standsFor(Instant now, Optional<Bytes> index) {
            Duration left = Duration.between(now, sentAt.plus(RESEND));
            return !spent && addressIndex.equals(index) && left.isPositive() ? Optional.of(left) : Optional.empty();
        }
    }

    /** What one try was worth. */
    record Tried(boolean right, int tries, Instant windowBegan) {
        Duration restsFor(Instant now) {
            return Duration.between(now, windowBegan.plus(WINDOW));
        }
    }

    Optional<State> find(AccountId account, CodePurpose purpose) {
        return database.one(FIND, CodeRows::read, account.value(), purpose.value());
    }

    /** Adds the new code, which takes the former one's place; no row is touched where {@link State} says no. */
    void renew(Writes writes, Draft draft) {
        Instant now = clock.instant();
        Instant anHourAgo = now.minus(WINDOW);
        writes.add(
                RENEW,
                draft.relyingParty().value(),
                draft.addressIndex(),
                now,
                draft.addressIndex(),
                anHourAgo,
                anHourAgo,
                anHourAgo,
                SENDS_TO_ONE,
                draft.account().value(),
                draft.purpose().value(),
                draft.relyingParty().value(),
                draft.hash(),
                draft.address(),
                draft.addressIndex(),
                draft.language().tag(),
                now,
                now.plus(LIFETIME),
                now,
                draft.relyingParty().value(),
                draft.addressIndex(),
                draft.account().value(),
                anHourAgo,
                CLAIMANTS,
                draft.addressIndex(),
                anHourAgo,
                anHourAgo,
                anHourAgo,
                now.minus(RESEND),
                anHourAgo,
                TRIES,
                SENDS);
    }

    /** Tries a code, under every key it may have been hashed with, in one statement; empty when none is open. */
    Optional<Tried> attempt(AccountId account, CodePurpose purpose, byte[][] hashes) {
        Instant now = clock.instant();
        return database.one(
                TRY,
                row -> new Tried(row.getBoolean(1), row.getInt(2), instant(row, 3)),
                hashes,
                hashes,
                hashes,
                now,
                account.value(),
                purpose.value(),
                now,
                TRIES);
    }

    private static State read(ResultSet row) throws SQLException {
        return new State(
                instant(row, 1),
                instant(row, 2),
                instant(row, 3),
                row.getInt(4),
                row.getInt(5),
                row.getBoolean(6),
                Optional.ofNullable(row.getBytes(7)).map(Bytes::of),
                Optional.ofNullable(row.getBytes(8)).map(Bytes::of));
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
