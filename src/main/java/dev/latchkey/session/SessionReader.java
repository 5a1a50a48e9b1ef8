package dev.latchkey.session;

import dev.latchkey.assurance.Acr;
import dev.latchkey.assurance.Amr;
import dev.latchkey.assurance.Assurance;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.id.SessionId;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads a session from its row. */
final class SessionReader {
    /** By name, as everywhere: what a successor's migration adds to a table must not reach a prepared statement. */
    static final String COLUMNS =
            " id, relying_party, account, credential_id, client_id, mode, acr, amr, auth_time, device, created_at,"
                    + " last_seen_at, expires_at, idle_seconds ";

    private SessionReader() {}

    static Session read(ResultSet row) throws SQLException {
        return new Session(
                new SessionId(row.getObject("id", UUID.class)),
                new RelyingPartyId(row.getString("relying_party")),
                new AccountId(row.getObject("account", UUID.class)),
                Optional.ofNullable(row.getBytes("credential_id"))
                        .map(Bytes::of)
                        .map(CredentialId::new),
                row.getString("client_id"),
                SessionMode.valueOf(row.getString("mode")),
                assurance(row.getInt("acr"), row.getString("amr"), instant(row, "auth_time")),
                Optional.ofNullable(row.getBytes("device")).map(Bytes::of),
                instant(row, "created_at"),
                instant(row, "last_seen_at"),
                instant(row, "expires_at"),
                Duration.ofSeconds(row.getInt("idle_seconds")));
    }

    static Assurance assurance(int level, String means, Instant authTime) {
        Set<Amr> amr = EnumSet.noneOf(Amr.class);
        Arrays.stream(means.split(" ")).map(Amr::fromValue).forEach(known -> known.ifPresent(amr::add));
        return new Assurance(Acr.values()[level - 1], amr, authTime);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
