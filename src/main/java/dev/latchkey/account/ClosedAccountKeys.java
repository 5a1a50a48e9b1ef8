package dev.latchkey.account;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.keyring.Closed;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Jobs;
import dev.latchkey.postgres.Writes;
import dev.latchkey.secret.KeyRing;
import dev.latchkey.secret.KeyedHash;
import dev.latchkey.secret.Vault;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;

/**
 * Every account's own key, closed under the key-encryption key. What is closed under the account's key stays as it is;
 * only the keyed hash of a name that must be unique is made anew with it.
 */
@Singleton
final class ClosedAccountKeys implements Closed {
    private static final UUID FIRST = new UUID(0, 0);

    private static final String PAGE = "select id, data_key from account where id > ? order by id limit ?";

    private static final String NAMED = """
            select id, relying_party, label, username_index is not null from account where id = any (?::uuid[])""";

    private static final String REPLACE = """
            update account set data_key = ?, username_index = case when username_index is null then null else ?::bytea end
            where id = ? and data_key = ? and label = ?""";

    private final Database database;
    private final Vault vault;
    private final KeyedHash usernames;

    ClosedAccountKeys(@Jobs Database database, Vault vault, KeyRing keys) {
        this.database = database;
        this.vault = vault;
        this.usernames = new KeyedHash(keys.derive(Accounts.USERNAMES, "HmacSHA256"));
    }

    private record Named(UUID id, RelyingPartyId relyingParty, Bytes label, boolean indexed) {}

    @Override
    public String table() {
        return "account";
    }

    @Override
    public List<Row> page(String after, int most) {
        return database.many(
                PAGE,
                row -> new Row(row.getString(1), Bytes.of(row.getBytes(2))),
                after.isEmpty() ? FIRST : UUID.fromString(after),
                most);
    }

    @Override
    public Done reclose(List<Row> rows) {
        List<Named> all = database.many(
                NAMED,
                row -> new Named(
                        row.getObject(1, UUID.class),
                        new RelyingPartyId(row.getString(2)),
                        Bytes.of(row.getBytes(3)),
                        row.getBoolean(4)),
                (Object) rows.stream().map(Row::id).toArray(String[]::new));
        Writes writes = database.writes();
        int unopened = 0;
        for (Row row : rows) {
            Optional<Named> account = all.stream()
                    .filter(named -> named.id().toString().equals(row.id()))
                    .findFirst();
            if (account.isPresent() && !add(writes, row, account.get())) {
                unopened++;
            }
        }
        return new Done(Arrays.stream(writes.send()).sum(), unopened);
    }

    private boolean add(Writes writes, Row row, Named account) {
        Optional<byte[]> key = vault.open(Accounts.DATA_KEY, row.id(), row.closed());
        key.ifPresent(opened -> writes.add(
                REPLACE,
                vault.close(Accounts.DATA_KEY, row.id(), opened),
                account.indexed() ? Optional.of(indexOf(account, opened)) : Optional.empty(),
                account.id(),
                row.closed(),
                account.label()));
        return key.isPresent();
    }

    private Bytes indexOf(Named account, byte[] key) {
        AccountKey own = new AccountKey(vault, new SecretKeySpec(key, "AES"), new AccountId(account.id()));
        return usernames.of(Accounts.folded(
                account.relyingParty(), Accounts.label(own, account.label()).username()));
    }
}
