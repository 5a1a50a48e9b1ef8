package dev.latchkey.audit;

import dev.latchkey.id.Bytes;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Jobs;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The rows of the chain, read and added on the jobs' connections. */
@Singleton
final class Chain {
    private static final String LOCK = "select pg_try_advisory_xact_lock(hashtext('audit_link'))";

    private static final String HEAD = "select seq, mac from audit_link order by seq desc limit 1";
    private static final String LINK = "select seq, mac from audit_link where seq = ?";
    private static final String FRONTIER = "select entry_at from audit_link order by seq desc limit 1";
    private static final String CHECKPOINT = """
            select seq, mac, dropped_before, at, key_name, signature from audit_checkpoint order by seq desc, at desc limit 1""";

    private static final String LAST_BEFORE = """
            select seq, mac from audit_link
            where seq < coalesce((select min(seq) from audit_link where entry_at >= ?), 9223372036854775807)
            order by seq desc limit 1""";

    private static final String UNSEALED = """
            select id, at, relying_party, event, account, session, facts, private_facts from audit_entry e
            where at >= ? and at < ?
              and not exists (select from audit_link l where l.entry_at = e.at and l.entry = e.id)
            order by at, id limit ?""";

    // Everything as text: arrays of times and ids have no spelling of their own in the driver.
    private static final String ADD = """
            insert into audit_link (seq, entry_at, entry, sealed_at, key_name, digest, mac)
            select seq, entry_at::timestamptz, entry::uuid, ?, ?, decode(digest, 'base64'), decode(mac, 'base64')
            from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[])
                as link (seq, entry_at, entry, digest, mac)""";

    private static final String WALK = """
            select seq, entry_at, entry, sealed_at, key_name, digest, mac, e.id is not null as there,
                   id, at, relying_party, event, account, session, facts, private_facts
            from audit_link l left join audit_entry e on e.at = l.entry_at and e.id = l.entry
            where seq > ? order by seq limit ?""";

    private static final String KEYS = """
            select at, id, exists (select from audit_link l where l.entry_at = e.at and l.entry = e.id) as sealed
            from (select at, id from audit_entry where (at, id) > (?, ?) order by at, id limit ?) e order by at, id""";

    private final Database database;

    Chain(@Jobs Database database) {
        this.database = database;
    }

    /** A link and the entry it seals, where that is still there. */
    record Pair(Sealed link, Optional<Recorded> entry) {}

    /** An entry's key, and whether a link names it. */
    record Key(Instant at, UUID id, boolean isSealed) {}

    /** Takes the sealers' lock until the end of the transaction; false when another replica has it. */
    boolean lock() {
        return database.one(LOCK, row -> row.getBoolean(1)).orElse(false);
    }

    Head head() {
        return database.one(HEAD, Chain::head)
                .or(() -> checkpoint().map(checkpoint -> new Head(checkpoint.seq(), checkpoint.mac())))
                .orElse(Head.NONE);
    }

    Optional<Head> linkAt(long seq) {
        return database.one(LINK, Chain::head, seq);
    }

    /** Returns the instant of the entry sealed last: what was visible then and older is sealed too. */
    Optional<Instant> frontier() {
        return database.one(FRONTIER, row -> instant(row, "entry_at"));
    }

    /** Returns the last link before the first whose entry is of {@code end} or later, or else the chain's beginning. */
    Head lastBefore(Instant end) {
        return database.one(LAST_BEFORE, Chain::head, end)
                .or(() -> checkpoint().map(checkpoint -> new Head(checkpoint.seq(), checkpoint.mac())))
                .orElse(Head.NONE);
    }

    Optional<Checkpoint> checkpoint() {
        return database.one(
                CHECKPOINT,
                row -> new Checkpoint(
                        row.getLong("seq"),
                        Bytes.of(row.getBytes("mac")),
                        instant(row, "dropped_before"),
                        instant(row, "at"),
                        row.getInt("key_name"),
                        Bytes.of(row.getBytes("signature"))));
    }

    /** Returns entries from {@code since} on and before {@code until} that have no link, the oldest first. */
    List<Recorded> unsealed(Instant since, Instant until, int limit) {
        return database.many(UNSEALED, Recorded::read, since, until, limit);
    }

    void add(List<Sealed> links) {
        Sealed first = links.getFirst();
        database.write(
                ADD,
                first.sealedAt(),
                first.keyName(),
                links.stream().map(Sealed::seq).toArray(Long[]::new),
                texts(links, link -> link.entryAt().toString()),
                texts(links, link -> link.entry().toString()),
                texts(links, link -> base64(link.digest())),
                texts(links, link -> base64(link.mac())));
    }

    /** Returns the links behind {@code seq} with their entries, in order. */
    List<Pair> walk(long seq, int limit) {
        return database.many(
                WALK,
                row -> new Pair(
                        new Sealed(
                                row.getLong("seq"),
                                instant(row, "entry_at"),
                                row.getObject("entry", UUID.class),
                                instant(row, "sealed_at"),
                                row.getInt("key_name"),
                                Bytes.of(row.getBytes("digest")),
                                Bytes.of(row.getBytes("mac"))),
                        row.getBoolean("there") ? Optional.of(Recorded.read(row)) : Optional.empty()),
                seq,
                limit);
    }

    /** Returns the entries' keys behind {@code at} and {@code id}, in order. */
    List<Key> keys(Instant at, UUID id, int limit) {
        return database.many(
                KEYS,
                row -> new Key(instant(row, "at"), row.getObject("id", UUID.class), row.getBoolean("sealed")),
                at,
                id,
                limit);
    }

    private static Head head(ResultSet row) throws SQLException {
        return new Head(row.getLong("seq"), Bytes.of(row.getBytes("mac")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static String[] texts(List<Sealed> links, Function<Sealed, String> text) {
        return links.stream().map(text).toArray(String[]::new);
    }

    private static String base64(Bytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.toArray());
    }
}
