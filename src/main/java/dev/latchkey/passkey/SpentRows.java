package dev.latchkey.passkey;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import dev.latchkey.id.UserHandle;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Reads;
import dev.latchkey.postgres.Scalar;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Spends in PostgreSQL: one unique insert and the credential's row in one statement, one round trip. Of two that spend
 * the same ceremony the second waits for the first's transaction and then finds it spent. The row is locked against
 * removal and against other sign-ins, so that what was verified is still true when the transaction commits.
 */
@Singleton
final class SpentRows implements Spending {
    private static final String SPEND = """
            with spent as (
                insert into passkey_spent (ceremony, expires_at) values (?, ?) on conflict do nothing returning ceremony
            ), held as (
                select account, user_handle, public_key, counter, aaguid, backup_eligible, backed_up, user_verified,
                       nickname, created_at, suspended_at is not null as suspended
                from passkey_credential
                where relying_party = ? and credential_id = ? and exists (select from spent)
                for no key update
            )
            select exists (select from spent) as fresh, held.*,
                   array(select credential_id from passkey_credential where account = held.account
                         order by created_at, credential_id) as accepted
            from (values (1)) as one left join held on true""";

    private static final String OWNER =
            "select account from passkey_credential where relying_party = ? and credential_id = ?";

    private final Database database;

    SpentRows(Database database) {
        this.database = database;
    }

    @Override
    public Outcome spend(Ceremony ceremony, Instant expiry, CredentialId credential, Alongside alongside) {
        String relyingParty = ceremony.relyingParty().value();
        Reads reads = database.reads();
        Reads.Answer<Outcome> outcome = reads.add(
                SPEND, row -> read(row, ceremony, credential), ceremony.id(), expiry, relyingParty, credential.value());
        alongside.read(reads, Scalar.of(OWNER, relyingParty, credential.value()));
        reads.send();
        return outcome.rows().getFirst();
    }

    private static List<CredentialId> ids(byte[][] accepted) {
        return Arrays.stream(accepted).map(Bytes::of).map(CredentialId::new).toList();
    }

    private static Outcome read(ResultSet row, Ceremony ceremony, CredentialId credential) throws SQLException {
        if (!row.getBoolean("fresh")) {
            return new Outcome.SpentBefore();
        }
        UUID account = row.getObject("account", UUID.class);
        if (account == null) {
            return new Outcome.Spent(Optional.empty());
        }
        return new Outcome.Spent(Optional.of(new CredentialRow(
                ceremony.relyingParty(),
                credential,
                new AccountId(account),
                new UserHandle(Bytes.of(row.getBytes("user_handle"))),
                Bytes.of(row.getBytes("public_key")),
                row.getLong("counter"),
                row.getObject("aaguid", UUID.class),
                row.getBoolean("backup_eligible"),
                row.getBoolean("backed_up"),
                row.getBoolean("user_verified"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("suspended"),
                ids((byte[][]) row.getArray("accepted").getArray()),
                Optional.ofNullable(row.getBytes("nickname")).map(Bytes::of))));
    }
}
