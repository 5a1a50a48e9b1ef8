package dev.latchkey.audit;

import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.TestServer;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A journal for one test: empty at its beginning, filled as the service fills it, and broken into by a superuser. */
@Singleton
class JournalFixture {
    private static final String INSERT = """
            insert into audit_entry (id, at, relying_party, event, facts)
            values (?, ?, 'demo', 'signed_in', 'acr=2')""";

    private final Database database;
    private final Sealer sealer;
    private final Clock clock;

    JournalFixture(Database database, Sealer sealer, Clock clock) {
        this.database = database;
        this.sealer = sealer;
        this.clock = clock;
    }

    void empty() {
        asSuperuser("truncate audit_entry, audit_link, audit_checkpoint");
    }

    /** Records entries one second apart, the last of them now, and returns their ids in order. */
    List<UUID> entries(int count) {
        Instant now = clock.instant();
        List<UUID> ids = new ArrayList<>();
        for (int i = count - 1; i >= 0; i--) {
            ids.add(entryAt(now.minusSeconds(i)));
        }
        return ids;
    }

    UUID entryAgo(Duration age) {
        return entryAt(clock.instant().minus(age));
    }

    UUID entryAt(Instant at) {
        UUID id = UUID.randomUUID();
        database.write(INSERT, id, at);
        return id;
    }

    /** Seals until nothing is left to seal and returns the end. */
    Head sealAll() {
        Sealer.Batch batch = sealer.seal();
        while (batch.sealed() > 0) {
            batch = sealer.seal();
        }
        return batch.head();
    }

    List<UUID> sealedInOrder() {
        return database.many("select entry from audit_link order by seq", row -> row.getObject(1, UUID.class));
    }

    /** Runs {@code sql} with {@code id} for its question marks, as somebody who owns the whole server. */
    static void asSuperuser(String sql, UUID... id) {
        try (Connection connection = TestServer.asSuperuser()) {
            execute(connection, sql, id);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs {@code sql} as the service's own role. */
    static void asApp(String sql) throws SQLException {
        try (Connection connection = TestServer.asApp();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static void insertAsSuperuser(UUID id, Instant at) {
        try (Connection connection = TestServer.asSuperuser();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, id);
            insert.setObject(2, at.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(Connection connection, String sql, UUID... ids) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < ids.length; i++) {
                statement.setObject(i + 1, ids[i]);
            }
            statement.execute();
        }
    }
}
