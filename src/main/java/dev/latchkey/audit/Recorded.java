package dev.latchkey.audit;

import dev.latchkey.id.Bytes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** An entry as it stands in its table, every column of it. */
record Recorded(
        UUID id,
        Instant at,
        String relyingParty,
        String event,
        Optional<UUID> account,
        Optional<UUID> session,
        String facts,
        Optional<Bytes> privateFacts) {

    static Recorded read(ResultSet row) throws SQLException {
        return new Recorded(
                row.getObject("id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("relying_party"),
                row.getString("event"),
                Optional.ofNullable(row.getObject("account", UUID.class)),
                Optional.ofNullable(row.getObject("session", UUID.class)),
                row.getString("facts"),
                Optional.ofNullable(row.getBytes("private_facts")).map(Bytes::of));
    }

    byte[] canonical() {
        return new Canonical("entry")
                .add(id)
                .add(at)
                .add(relyingParty)
                .add(event)
                .addUuid(account)
                .addUuid(session)
                .add(facts)
                .addBytes(privateFacts)
                .toArray();
    }
}
