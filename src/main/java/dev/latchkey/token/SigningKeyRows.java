package dev.latchkey.token;

import dev.latchkey.audit.Entry;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Jobs;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParty.SigningAlgorithm;
import dev.latchkey.secret.Vault;
import jakarta.inject.Singleton;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The rows of {@code token_signing_key}, over the connections of jobs: a request that waits for the first key of its
 * relying party holds a connection already and must not need a second one of the same pool.
 */
@Singleton
final class SigningKeyRows {
    private static final Logger LOG = Logger.getLogger(SigningKeyRows.class);
    static final String VAULT = "token-signing-key";

    private static final String ALL = """
            select kid, relying_party, algorithm, public_jwk, private_key, created_at, activates_at, retires_at, removed_at
            from token_signing_key where removed_at > ?""";

    /** Held to the end of the transaction, so that of several replicas one makes the key and the others find it. */
    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended(?, 0))";

    private static final String INSERT = """
            insert into token_signing_key (kid, relying_party, algorithm, public_jwk, private_key, created_at,
                                           activates_at, retires_at, removed_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String HAND_OVER = """
            update token_signing_key set retires_at = ?, removed_at = ?
             where relying_party = ? and algorithm = ? and retires_at > ?""";

    private static final String REVOKE = """
            update token_signing_key set retires_at = least(retires_at, ?), removed_at = least(removed_at, ?)
             where relying_party = ? and kid <> ?""";

    private static final String REMOVE = "delete from token_signing_key where removed_at <= ?";

    private final Database database;
    private final Vault vault;
    private final Journal journal;
    private final SecureRandom random;

    SigningKeyRows(@Jobs Database database, Vault vault, Journal journal, SecureRandom random) {
        this.database = database;
        this.vault = vault;
        this.journal = journal;
        this.random = random;
    }

    /** What a new key is to be; instants as in {@link SigningKey}. */
    record Plan(
            RelyingPartyId relyingParty,
            SigningAlgorithm algorithm,
            String reason,
            Instant activatesAt,
            Instant retiresAt,
            Instant removedAt,
            Instant othersRemovedAt) {}

    /** Reads every key that still verifies; those that {@code known} holds are taken from there and not opened again. */
    List<SigningKey> all(Instant now, Map<String, SigningKey> known) {
        return database.many(ALL, row -> read(row, known), now);
    }

    void lock(RelyingPartyId relyingParty) {
        database.one(LOCK, row -> true, "latchkey/token_signing_key/" + relyingParty);
    }

    /** Makes the key; those of the same relying party and algorithm that have not retired sign until it begins. */
    String make(Plan plan, Instant now) {
        KeyForge.Forged forged = KeyForge.forge(plan.algorithm(), random);
        Writes writes = database.writes();
        String relyingParty = plan.relyingParty().value();
        String algorithm = plan.algorithm().name();
        writes.add(HAND_OVER, plan.activatesAt(), plan.othersRemovedAt(), relyingParty, algorithm, now);
        writes.add(
                INSERT,
                forged.kid(),
                relyingParty,
                algorithm,
                forged.publicJwk(),
                vault.close(VAULT, forged.kid(), forged.pkcs8()),
                now,
                plan.activatesAt(),
                plan.retiresAt(),
                plan.removedAt());
        journal.record(
                writes,
                Entry.anonymous(
                        plan.relyingParty(),
                        Event.SIGNING_KEY_MADE,
                        Map.of(
                                "kid",
                                forged.kid(),
                                "algorithm",
                                KeyForge.jws(plan.algorithm()),
                                "reason",
                                plan.reason())));
        writes.send();
        return forged.kid();
    }

    /** From {@code then} on nothing but {@code kid} signs or verifies for the relying party. */
    void revokeOthers(RelyingPartyId relyingParty, String kid, Instant then) {
        database.write(REVOKE, then, then, relyingParty.value(), kid);
    }

    int remove(Instant now) {
        return database.write(REMOVE, now);
    }

    private SigningKey read(ResultSet row, Map<String, SigningKey> known) throws SQLException {
        String kid = row.getString("kid");
        SigningAlgorithm algorithm = SigningAlgorithm.valueOf(row.getString("algorithm"));
        String jwk = row.getString("public_jwk");
        Bytes closed = Bytes.of(row.getBytes("private_key"));
        Optional<SigningKey> opened = Optional.ofNullable(known.get(kid));
        return new SigningKey(
                kid,
                new RelyingPartyId(row.getString("relying_party")),
                algorithm,
                opened.map(SigningKey::publicKey).orElseGet(() -> KeyForge.publicKey(jwk)),
                opened.map(SigningKey::privateKey).orElseGet(() -> open(kid, algorithm, closed)),
                jwk,
                instant(row, "activates_at"),
                instant(row, "retires_at"),
                instant(row, "removed_at"));
    }

    private Optional<PrivateKey> open(String kid, SigningAlgorithm algorithm, Bytes closed) {
        Optional<byte[]> pkcs8 = vault.open(VAULT, kid, closed);
        if (pkcs8.isEmpty()) {
            LOG.warnf("signing key only verifies: latchkey.key and previous keys do not open it kid=%s", kid);
        }
        return pkcs8.map(bytes -> KeyForge.privateKey(algorithm, bytes));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
