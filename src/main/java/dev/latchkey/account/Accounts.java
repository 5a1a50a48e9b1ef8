package dev.latchkey.account;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.id.UserHandle;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Reads;
import dev.latchkey.postgres.Scalar;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.secret.KeyRing;
import dev.latchkey.secret.KeyedHash;
import dev.latchkey.secret.Vault;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Keeps accounts. An account is found by its id alone; its names are closed and lead nowhere. */
@Singleton
public final class Accounts {
    static final String DATA_KEY = "account-key";
    static final String USERNAMES = "hash/username";
    private static final String LABEL = "label";
    private static final String ACTIVE = "active";

    private static final String INSERT = """
            insert into account (id, relying_party, user_handle, label, username_index, data_key, state, created_at)
            values (?, ?, ?, ?, ?, ?, 'active', ?) on conflict do nothing""";
    private static final String FIND = """
            select id, user_handle, label, data_key, state, created_at from account
            where id = ? and relying_party = ?""";
    private static final String FIND_BY = """
            select id, user_handle, label, data_key, state, created_at from account
            where relying_party = ? and id =\s""";
    private static final String LOCKED = "select 1 from account where id = ? and relying_party = ? and state <> ?";
    private static final String RELABEL = """
            update account set label = ?, username_index = ? where id = ? and not exists
                (select 1 from account o where o.relying_party = ? and o.username_index = any (?) and o.id <> ?)""";
    private static final String TAKEN = "select 1 from account where relying_party = ? and username_index = any (?)";

    private final Database database;
    private final Vault vault;
    private final List<KeyedHash> usernames; // under every key-encryption key of the ring, the current one first

    Accounts(Database database, Vault vault, KeyRing keys) {
        this.database = database;
        this.vault = vault;
        this.usernames = keys.deriveAll(USERNAMES, "HmacSHA256").stream()
                .map(KeyedHash::new)
                .toList();
    }

    /** Makes a new account with a key of its own; {@link #insert} stores it. */
    public Account create(RelyingParty relyingParty, AccountId id, UserHandle userHandle, Label label, Instant now) {
        AccountKey key = new AccountKey(vault, vault.freshKey(), id);
        return new Account(id, relyingParty.id(), userHandle, label, key, false, now);
    }

    /**
     * Adds the insert of a new account to {@code writes}.
     *
     * @return its place among the counts; a count of 0 means that the name is taken, where names are unique
     */
    public int insert(Writes writes, RelyingParty relyingParty, Account account) {
        return writes.add(
                INSERT,
                account.id().value(),
                account.relyingParty().value(),
                account.userHandle().value(),
                close(account),
                indexOf(relyingParty, account.label()),
                vault.close(
                        DATA_KEY, account.id().toString(), account.key().key().getEncoded()),
                account.createdAt());
    }

    /** Takes back an insert of the running transaction whose other half was refused. */
    public void withdraw(Account account) {
        database.write("delete from account where id = ?", account.id().value());
    }

    /** Whether the relying party asks for unique names and this one is taken by another account. */
    public boolean isTaken(RelyingParty relyingParty, Label label) {
        return relyingParty.uniqueUsernames()
                && database.one(TAKEN, row -> true, relyingParty.id().value(), spellings(relyingParty, label))
                        .isPresent();
    }

    /** Finds an account of this relying party. */
    public Optional<Account> find(RelyingPartyId relyingParty, AccountId id) {
        return database.one(FIND, row -> read(relyingParty, row), id.value(), relyingParty.value());
    }

    /** As {@link #find(RelyingPartyId, AccountId)}, travelling with other queries; no row or one. */
    public Reads.Answer<Account> find(Reads reads, RelyingPartyId relyingParty, AccountId id) {
        return reads.add(FIND, row -> read(relyingParty, row), id.value(), relyingParty.value());
    }

    /** As {@link #find(Reads, RelyingPartyId, AccountId)}, of an account that PostgreSQL looks up; no row or one. */
    public Reads.Answer<Account> find(Reads reads, RelyingPartyId relyingParty, Scalar id) {
        return reads.add(FIND_BY + id.sql(), row -> read(relyingParty, row), relyingParty.value(), id);
    }

    /** Whether an account of this relying party is there and locked. */
    public boolean isLocked(RelyingPartyId relyingParty, AccountId id) {
        return database.one(LOCKED, row -> true, id.value(), relyingParty.value(), ACTIVE)
                .isPresent();
    }

    /**
     * Gives the account other names.
     *
     * @return the account as it is now; empty when the name is taken, where names are unique
     */
    public Optional<Account> relabel(RelyingParty relyingParty, Account account, Label label) {
        Account renamed = new Account(
                account.id(),
                account.relyingParty(),
                account.userHandle(),
                label,
                account.key(),
                account.locked(),
                account.createdAt());
        int written = database.write(
                RELABEL,
                close(renamed),
                indexOf(relyingParty, label),
                account.id().value(),
                relyingParty.id().value(),
                spellings(relyingParty, label),
                account.id().value());
        return written == 1 ? Optional.of(renamed) : Optional.empty();
    }

    private Bytes close(Account account) {
        return account.key()
                .close(
                        LABEL,
                        account.label().username() + "\0" + account.label().displayName());
    }

    private Account read(RelyingPartyId relyingParty, ResultSet row) throws SQLException {
        AccountId id = new AccountId(row.getObject(1, UUID.class));
        SecretKey dataKey = vault.open(DATA_KEY, id.toString(), Bytes.of(row.getBytes(4)))
                .map(key -> new SecretKeySpec(key, "AES"))
                .orElseThrow(() -> new IllegalStateException(
                        "account " + id + ": its key does not open; is latchkey.previous-keys complete?"));
        AccountKey key = new AccountKey(vault, dataKey, id);
        return new Account(
                id,
                relyingParty,
                new UserHandle(Bytes.of(row.getBytes(2))),
                label(key, Bytes.of(row.getBytes(3))),
                key,
                !ACTIVE.equals(row.getString(5)),
                row.getObject(6, OffsetDateTime.class).toInstant());
    }

    static Label label(AccountKey key, Bytes closed) {
        String[] names = key.open(LABEL, closed)
                .orElseThrow(() -> new IllegalStateException("the label of an account does not open"))
                .split("\0", 2);
        return new Label(names[0], names[1]);
    }

    /** What is stored for a name that must be unique: its keyed hash under the current key. */
    private Optional<Bytes> indexOf(RelyingParty relyingParty, Label label) {
        return relyingParty.uniqueUsernames()
                ? Optional.of(usernames.getFirst().of(folded(relyingParty.id(), label.username())))
                : Optional.empty();
    }

    /** The keyed hashes under which the name may be stored: rows keep that of the key they were written under. */
    private byte[][] spellings(RelyingParty relyingParty, Label label) {
        return relyingParty.uniqueUsernames()
                ? usernames.stream()
                        .map(hash -> hash.of(folded(relyingParty.id(), label.username()))
                                .toArray())
                        .toArray(byte[][]::new)
                : new byte[0][];
    }

    /** One spelling for names that look alike: compatibility forms, case and outer space do not count. */
    static String folded(RelyingPartyId relyingParty, String username) {
        return relyingParty + "/"
                + Normalizer.normalize(username.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
