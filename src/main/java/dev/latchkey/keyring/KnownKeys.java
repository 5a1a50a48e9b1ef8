package dev.latchkey.keyring;

import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Jobs;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** The rows of {@code keyring_key}: a start reads a handful of them instead of counting accounts. */
@Singleton
final class KnownKeys {
    private static final String SEEN =
            "insert into keyring_key (name, first_seen_at) values (?, ?) on conflict (name) do nothing";

    private static final String CURRENT = """
            insert into keyring_key (name, first_seen_at, last_current_at) values (?, ?, ?)
            on conflict (name) do update set last_current_at = excluded.last_current_at, retired_at = null""";

    private static final String ALL =
            "select name, first_seen_at, last_current_at, retired_at from keyring_key order by first_seen_at, name";

    private static final String RETIRE = "update keyring_key set retired_at = ? where name = ?";

    private final Database database;

    KnownKeys(@Jobs Database database) {
        this.database = database;
    }

    /** Notes that a service has this key, and that it closes new things under it. */
    void current(int name, Instant now) {
        database.write(CURRENT, name, now, now);
    }

    /** Notes that a service has this key. */
    void seen(int name, Instant now) {
        database.write(SEEN, name, now);
    }

    void retire(int name, Instant now) {
        database.write(RETIRE, now, name);
    }

    List<KnownKey> all() {
        return database.many(ALL, KnownKeys::read);
    }

    private static KnownKey read(ResultSet row) throws SQLException {
        return new KnownKey(
                row.getInt("name"),
                instant(row, "first_seen_at").orElseThrow(),
                instant(row, "last_current_at"),
                instant(row, "retired_at"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
