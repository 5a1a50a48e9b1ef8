package dev.latchkey.notice;

import dev.latchkey.id.Bytes;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import dev.latchkey.secret.KeyedHash;
import dev.latchkey.secret.Vault;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hashes addresses for finding them again. The key is made once, kept closed under the key-encryption key, and stays when
 * that one changes: otherwise one address could be confirmed twice, before and after the change.
 */
@Singleton
final class IndexKey {
    static final String NAME = "address-index";

    private static final String MAKE =
            "insert into notice_key (name, key, created_at) values (?, ?, ?) on conflict do nothing";
    private static final String READ = "select key from notice_key where name = ?";

    private final Database database;
    private final Vault vault;
    private final Clock clock;
    private final AtomicReference<Optional<KeyedHash>> known = new AtomicReference<>(Optional.empty());

    IndexKey(Database database, Vault vault, Clock clock) {
        this.database = database;
        this.vault = vault;
        this.clock = clock;
    }

    /** Returns the 32 bytes under which an address is found at one relying party. */
    Bytes of(RelyingPartyId relyingParty, EmailAddress address) {
        return hash().of(relyingParty + "/" + address.folded());
    }

    private KeyedHash hash() {
        return known.get().orElseGet(() -> {
            // In a transaction of its own: a key that we go on to use must not vanish with the caller's.
            KeyedHash hash = QuarkusTransaction.requiringNew().call(this::make);
            known.set(Optional.of(hash));
            return hash;
        });
    }

    private KeyedHash make() {
        Bytes fresh = vault.close(NAME, NAME, vault.freshKey().getEncoded());
        Bytes kept = read().orElseGet(() -> {
            database.write(MAKE, NAME, fresh, clock.instant());
            return read().orElseThrow();
        });
        return vault.open(NAME, NAME, kept)
                .map(key -> new KeyedHash(new SecretKeySpec(key, "HmacSHA256")))
                .orElseThrow(() -> new IllegalStateException(
                        "the key of the address index does not open; is latchkey.previous-keys complete?"));
    }

    private Optional<Bytes> read() {
        return database.one(READ, row -> Bytes.of(row.getBytes(1)), NAME);
    }
}
