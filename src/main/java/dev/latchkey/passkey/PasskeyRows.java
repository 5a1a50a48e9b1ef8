package dev.latchkey.passkey;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import dev.latchkey.postgres.Writes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The statements over {@code passkey_credential}, and how its rows read. */
final class PasskeyRows {
    /**
     * Held by whoever changes which passkeys an account has, so that two at once neither add one too many nor remove the
     * last: a count is only true while nobody else may change it. A statement of its own, because one that follows sees
     * what the former holder committed.
     */
    static final String LOCK = "select pg_advisory_xact_lock(?)";

    static final String COLUMNS = """
            select credential_id, account, nickname, created_at, last_used_at, backup_eligible, backed_up, transports,
                   suspended_at is not null as suspended, aaguid
            from passkey_credential
            """;

    private static final String STORE = """
            insert into passkey_credential (relying_party, credential_id, account, user_handle, public_key, algorithm,
                counter, aaguid, transports, attachment, backup_eligible, backed_up, user_verified, nickname, created_at)
            select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
            where (select count(*) from passkey_credential where account = ?) < ?
            on conflict do nothing""";

    private static final String WITHDRAW =
            "delete from passkey_credential where relying_party = ? and credential_id = ?";

    private static final String CONFIRM = """
            update passkey_credential
            set counter = greatest(counter, ?), backed_up = ?, last_used_at = greatest(last_used_at, ?)
            where relying_party = ? and credential_id = ? and account = ?""";

    private PasskeyRows() {}

    /** The name of the account's lock; that two accounts share one is unlikely and harmless. */
    static long lockOf(AccountId account) {
        return account.value().getMostSignificantBits() ^ account.value().getLeastSignificantBits();
    }

    static void withdraw(Writes writes, NewPasskey passkey) {
        writes.add(WITHDRAW, passkey.relyingParty().value(), passkey.id().value());
    }

    static int store(Writes writes, AccountId account, NewPasskey passkey, Optional<Bytes> closedNickname) {
        writes.add(LOCK, lockOf(account));
        return writes.add(
                STORE,
                passkey.relyingParty().value(),
                passkey.id().value(),
                account.value(),
                passkey.userHandle().value(),
                passkey.publicKey(),
                passkey.algorithm(),
                passkey.counter(),
                passkey.aaguid(),
                String.join(" ", passkey.transports()),
                passkey.attachment(),
                passkey.backupEligible(),
                passkey.backedUp(),
                passkey.userVerified(),
                closedNickname,
                passkey.createdAt(),
                account.value(),
                Passkeys.MOST);
    }

    static void confirm(Writes writes, VerifiedAssertion verified) {
        writes.add(
                CONFIRM,
                verified.counterAfter(),
                verified.backedUp(),
                verified.at(),
                verified.relyingParty().value(),
                verified.credential().value(),
                verified.account().value());
    }

    static Passkey read(ResultSet row) throws SQLException {
        UUID aaguid = row.getObject("aaguid", UUID.class);
        return new Passkey(
                new CredentialId(Bytes.of(row.getBytes("credential_id"))),
                new AccountId(row.getObject("account", UUID.class)),
                Optional.ofNullable(row.getBytes("nickname")).map(Bytes::of),
                Providers.nameOf(aaguid),
                instant(row, "created_at").orElseThrow(),
                instant(row, "last_used_at"),
                row.getBoolean("backup_eligible"),
                row.getBoolean("backed_up"),
                words(row.getString("transports")),
                row.getBoolean("suspended"),
                aaguid);
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(" "));
    }
}
