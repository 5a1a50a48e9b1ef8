package dev.latchkey.keyring;

import dev.latchkey.id.Bytes;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Jobs;
import dev.latchkey.secret.KeyRing;
import dev.latchkey.secret.Vault;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;

/**
 * The rows of {@code keyring_kept}. A derived key says nothing about the key it derives from (RFC 5869 §3.2), so keeping
 * one of them lets the key itself go.
 */
@Singleton
final class KeptKeys implements Closed {
    private static final String VAULT = "keyring-kept";

    private static final String PUT = """
            insert into keyring_kept (master, purpose, algorithm, key, kept_until) values (?, ?, ?, ?, ?)
            on conflict (master, purpose) do update set key = excluded.key, kept_until = excluded.kept_until""";

    private static final String ALL = "select master, purpose, algorithm, key from keyring_kept";

    private static final String PAGE = """
            select master || '/' || purpose as id, key from keyring_kept
            where master || '/' || purpose > ? order by id limit ?""";

    private static final String REPLACE =
            "update keyring_kept set key = ? where master || '/' || purpose = ? and key = ?";

    private static final String PRUNE = "delete from keyring_kept where kept_until < ?";

    private final Database database;
    private final Vault vault;
    private final KeyRing ring;

    KeptKeys(@Jobs Database database, Vault vault, KeyRing ring) {
        this.database = database;
        this.vault = vault;
        this.ring = ring;
    }

    private record Kept(int master, String purpose, String algorithm, Bytes key) {}

    /** Gives the ring every kept key whose own key-encryption key it lacks. */
    void load() {
        database.many(
                        ALL,
                        row -> new Kept(row.getInt(1), row.getString(2), row.getString(3), Bytes.of(row.getBytes(4))))
                .forEach(kept -> vault.open(VAULT, id(kept.master(), kept.purpose()), kept.key())
                        .ifPresent(key ->
                                ring.keep(kept.master(), kept.purpose(), new SecretKeySpec(key, kept.algorithm()))));
    }

    /** Keeps what {@code purpose} derives from {@code master}, closed under the current key. */
    void keep(int master, Inherited.Purpose purpose) {
        ring.derive(master, purpose.name(), purpose.algorithm())
                .ifPresent(key -> database.write(
                        PUT,
                        master,
                        purpose.name(),
                        purpose.algorithm(),
                        vault.close(VAULT, id(master, purpose.name()), key.getEncoded()),
                        purpose.until()));
    }

    int prune(Instant now) {
        return database.write(PRUNE, now);
    }

    @Override
    public String table() {
        return "keyring_kept";
    }

    @Override
    public List<Row> page(String after, int most) {
        return database.many(PAGE, row -> new Row(row.getString(1), Bytes.of(row.getBytes(2))), after, most);
    }

    @Override
    public Done reclose(List<Row> rows) {
        return new Reclosing(vault, VAULT)
                .reclose(rows, (id, former, anew) -> database.write(REPLACE, anew, id, former));
    }

    private static String id(int master, String purpose) {
        return master + "/" + purpose;
    }
}
