package dev.latchkey.audit;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.EntryId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.id.SessionId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The door to the journal: one insert in the caller's transaction. Chaining is the sealer's, a moment later. */
@Singleton
public final class Journal {
    private static final String INSERT = """
            insert into audit_entry (id, at, relying_party, event, account, session, facts, private_facts)
            values (?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String NEWEST = """
            select id, at, event, session, facts, private_facts from audit_entry
            where account = ? order by at desc, id desc limit ?""";

    private static final String BEFORE = """
            select id, at, event, session, facts, private_facts from audit_entry
            where account = ? and (at, id) < (?, ?) order by at desc, id desc limit ?""";

    private static final String ONE = """
            select id, at, event, session, facts, private_facts from audit_entry where account = ? and id = ?""";

    private static final String LATEST =
            "select at from audit_entry where account = ? and event = ? order by at desc, id desc limit 1";

    private static final String SEALED = "select sealed_at from audit_link order by seq desc limit 1";

    private static final String ALL_OF = """
            select relying_party, account, at from audit_entry
            where event = ? and at >= ? and account is not null order by at, id""";

    private final Database database;
    private final Clock clock;
    private final SecureRandom random;

    Journal(Database database, Clock clock, SecureRandom random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /** Adds the entry to what {@code writes} will send; it stands or falls with the transaction. */
    public EntryId record(Writes writes, Entry entry) {
        Instant now = clock.instant();
        EntryId id = EntryId.create(now, random);
        writes.add(
                INSERT,
                id.value(),
                now,
                entry.relyingParty().value(),
                entry.event().value(),
                entry.account().map(account -> account.value()),
                entry.session().map(session -> session.value()),
                Facts.inOneLine(entry.facts()),
                entry.privateFacts());
        return id;
    }

    /**
     * Returns what the journal says about an account, the newest first.
     *
     * @param before goes on behind this place, the {@link Past#cursor()} of the last entry seen; empty to begin
     * @param limit how many at most
     */
    public List<Past> of(AccountId account, Optional<Past.Cursor> before, int limit) {
        return before.isPresent()
                ? database.many(
                        BEFORE,
                        Journal::read,
                        account.value(),
                        before.get().at(),
                        before.get().id().value(),
                        limit)
                : database.many(NEWEST, Journal::read, account.value(), limit);
    }

    /** Returns one entry about the account; empty for another account's. */
    public Optional<Past> find(AccountId account, EntryId id) {
        return database.one(ONE, Journal::read, account.value(), id.value());
    }

    /** Returns when something happened to an account last, as far back as the journal goes. */
    public Optional<Instant> latest(AccountId account, Event event) {
        return database.one(
                LATEST, row -> row.getObject(1, OffsetDateTime.class).toInstant(), account.value(), event.value());
    }

    /** Returns when an entry was sealed last: about as far as this database has lived. */
    public Optional<Instant> sealedLast() {
        return database.one(
                SEALED, row -> row.getObject(1, OffsetDateTime.class).toInstant());
    }

    /** Returns what happened to whom since then, the oldest first. Reads all entries since. */
    public List<Happened> all(Event event, Instant since) {
        return database.many(
                ALL_OF,
                row -> new Happened(
                        new RelyingPartyId(row.getString(1)),
                        new AccountId(row.getObject(2, UUID.class)),
                        row.getObject(3, OffsetDateTime.class).toInstant()),
                event.value(),
                since);
    }

    /** To whom something happened, and when. */
    public record Happened(RelyingPartyId relyingParty, AccountId account, Instant at) {}

    private static Past read(ResultSet row) throws SQLException {
        return new Past(
                new EntryId(row.getObject("id", UUID.class)),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("event"),
                Optional.ofNullable(row.getObject("session", UUID.class)).map(SessionId::new),
                Facts.read(row.getString("facts")),
                Optional.ofNullable(row.getBytes("private_facts")).map(Bytes::of));
    }
}
