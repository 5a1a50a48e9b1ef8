package dev.latchkey.passkey;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Reads;
import dev.latchkey.postgres.Writes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The passkeys of an account: listed, renamed, removed. Every method but the reading ones wants a transaction. */
@Singleton
public final class Passkeys {
    /** The most passkeys that an account may have. */
    public static final int MOST = 20;

    private static final String OF_ACCOUNT =
            PasskeyRows.COLUMNS + "where account = ? order by created_at, credential_id";
    private static final String ONE = PasskeyRows.COLUMNS + "where account = ? and credential_id = ?";
    private static final String RENAME =
            "update passkey_credential set nickname = ? where account = ? and credential_id = ?";
    private static final String REMOVE = """
            delete from passkey_credential as gone
            where account = ? and credential_id = ?
              and exists (select from passkey_credential as other
                          where other.account = gone.account and other.credential_id <> gone.credential_id
                            and other.suspended_at is null)""";

    private static final String SUSPEND_YOUNGER = """
            update passkey_credential as doubted set suspended_at = ?
            where account = ? and credential_id = ? and suspended_at is null
              and exists (select from passkey_credential as older
                          where older.account = doubted.account and older.created_at < doubted.created_at
                            and older.suspended_at is null)""";
    private static final String RESTORE =
            "update passkey_credential set suspended_at = null where account = ? and credential_id = ?";
    private static final String SUSPEND = """
            update passkey_credential as doubted set suspended_at = ?
            where account = ? and (credential_id = ? or created_at >= ?) and credential_id is distinct from ?
              and suspended_at is null""";

    private final Database database;

    Passkeys(Database database) {
        this.database = database;
    }

    /** Returns the account's passkeys, the oldest first. */
    public List<Passkey> of(AccountId account) {
        return database.many(OF_ACCOUNT, PasskeyRows::read, account.value());
    }

    /** As {@link #of(AccountId)}, travelling with other queries. */
    public Reads.Answer<Passkey> of(Reads reads, AccountId account) {
        return reads.add(OF_ACCOUNT, PasskeyRows::read, account.value());
    }

    /** Returns one passkey of the account; empty for another account's. */
    public Optional<Passkey> find(AccountId account, CredentialId credential) {
        return database.one(ONE, PasskeyRows::read, account.value(), credential.value());
    }

    /** Renames a passkey, or takes its name away; false when the account has no such passkey. */
    public boolean rename(AccountId account, CredentialId credential, Optional<Bytes> closedNickname) {
        return database.write(RENAME, closedNickname, account.value(), credential.value()) == 1;
    }

    /**
     * Removes a passkey unless no other could sign in then: a suspended one does not count. Two removals at once never
     * leave none, because each holds the account's lock until its transaction ends.
     */
    public RemovalOutcome remove(AccountId account, CredentialId credential) {
        Writes writes = database.writes();
        writes.add(PasskeyRows.LOCK, PasskeyRows.lockOf(account));
        int removal = writes.add(REMOVE, account.value(), credential.value());
        if (writes.send()[removal] == 1) {
            return new RemovalOutcome.Removed();
        }
        return find(account, credential).isPresent() ? new RemovalOutcome.Last() : new RemovalOutcome.NotFound();
    }

    /**
     * Suspends what somebody else may hold: the passkey used, and every one added since; never the one by which the
     * owner is here.
     *
     * @param used the passkey that the doubted session was opened with
     * @param since when that session was opened
     * @param kept the passkey of the session that reports, if it was opened with one
     * @return how many may not be used from now on
     */
    public int suspend(
            AccountId account, Optional<CredentialId> used, Instant since, Optional<CredentialId> kept, Instant now) {
        Writes writes = database.writes();
        writes.add(PasskeyRows.LOCK, PasskeyRows.lockOf(account));
        int place = writes.add(
                SUSPEND, now, account.value(), used.map(CredentialId::value), since, kept.map(CredentialId::value));
        return writes.send()[place];
    }

    /** Suspends one passkey, unless no older one would be left to sign in with; returns how many it suspended. */
    public int suspendYounger(AccountId account, CredentialId doubted, Instant now) {
        Writes writes = database.writes();
        writes.add(PasskeyRows.LOCK, PasskeyRows.lockOf(account));
        int place = writes.add(SUSPEND_YOUNGER, now, account.value(), doubted.value());
        return writes.send()[place];
    }

    /** Lets a suspended passkey be used again; false when the account has no such passkey. */
    public boolean restore(AccountId account, CredentialId credential) {
        return database.write(RESTORE, account.value(), credential.value()) == 1;
    }
}
