package dev.latchkey.relyingparty;

import dev.latchkey.audit.Entry;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import dev.latchkey.secret.Digests;
import dev.latchkey.secret.KeyedHash;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * API clients of a relying party: its back ends, which prove who they are by an id and a secret (HTTP Basic). A secret
 * is 256 random bits, shown once, kept as a hash.
 */
@Singleton
public class ApiClients {
    private static final int ID_LENGTH = 12;
    private static final int SECRET_LENGTH = 32;
    private static final String FIELDS =
            "select id, relying_party, name, created_at, revoked_at, secret_hash from api_client ";

    private final Database database;
    private final Journal journal;
    private final Clock clock;
    private final SecureRandom random;

    ApiClients(Database database, Journal journal, Clock clock, SecureRandom random) {
        this.database = database;
        this.journal = journal;
        this.clock = clock;
        this.random = random;
    }

    /**
     * One client.
     *
     * @param id what it calls itself
     * @param relyingParty whose it is
     * @param name what its operator calls it
     * @param createdAt when it was made
     * @param revokedAt when it was revoked; empty while it is good
     */
    public record ApiClient(
            String id, RelyingPartyId relyingParty, String name, Instant createdAt, Optional<Instant> revokedAt) {}

    /** A client just made, and its secret, which nobody can show again. */
    public record Created(ApiClient client, String secret) {
        @Override
        public String toString() {
            return "Created[" + client.id() + ", redacted]";
        }
    }

    private record Row(ApiClient client, Bytes secretHash) {}

    /** Makes a client with a fresh secret. */
    @Transactional
    public Created create(RelyingPartyId relyingParty, String name) {
        Bytes secret = Bytes.random(SECRET_LENGTH, random);
        String id = "client-" + Bytes.random(ID_LENGTH, random).toBase64Url();
        ApiClient client = new ApiClient(id, relyingParty, name, clock.instant(), Optional.empty());
        Writes writes = database.writes();
        writes.add(
                "insert into api_client (id, relying_party, name, secret_hash, created_at) values (?, ?, ?, ?, ?)",
                client.id(),
                relyingParty.value(),
                name,
                hash(secret.toBase64Url()),
                client.createdAt());
        journal.record(writes, changed(client, "created"));
        writes.send();
        return new Created(client, secret.toBase64Url());
    }

    /** Lists the relying party's clients, revoked ones included. */
    @Transactional
    public List<ApiClient> of(RelyingPartyId relyingParty) {
        return database.many(
                FIELDS + "where relying_party = ? order by created_at",
                row -> read(row).client(),
                relyingParty.value());
    }

    /** Revokes a client at once; false when there is none of that id, or it is revoked already. */
    @Transactional
    public boolean revoke(String id) {
        Optional<ApiClient> revoked = database.one("""
                update api_client set revoked_at = ? where id = ? and revoked_at is null
                returning id, relying_party, name, created_at, revoked_at, secret_hash""", row -> read(row).client(), clock.instant(), id);
        revoked.ifPresent(client -> {
            Writes writes = database.writes();
            journal.record(writes, changed(client, "revoked"));
            writes.send();
        });
        return revoked.isPresent();
    }

    /** Finds the client that an id and a secret prove, of this relying party and not revoked. */
    public Optional<ApiClient> authenticate(RelyingPartyId relyingParty, String id, String secret) {
        return database.one(
                        FIELDS + "where id = ? and relying_party = ? and revoked_at is null",
                        ApiClients::read,
                        id,
                        relyingParty.value())
                .filter(row -> KeyedHash.same(row.secretHash(), hash(secret)))
                .map(Row::client);
    }

    private static Bytes hash(String secret) {
        return Digests.sha256(secret.getBytes(StandardCharsets.UTF_8));
    }

    private static Entry changed(ApiClient client, String change) {
        return Entry.anonymous(
                client.relyingParty(),
                Event.API_CLIENT_CHANGED,
                Map.of("client", client.id(), "change", change, "by", "command-line"));
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                new ApiClient(
                        row.getString(1),
                        new RelyingPartyId(row.getString(2)),
                        row.getString(3),
                        row.getObject(4, OffsetDateTime.class).toInstant(),
                        Optional.ofNullable(row.getObject(5, OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)),
                Bytes.of(row.getBytes(6)));
    }
}
