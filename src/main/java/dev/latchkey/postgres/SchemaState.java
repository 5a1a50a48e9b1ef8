package dev.latchkey.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** How far the database's schema is, seen from this release. */
sealed interface SchemaState {
    /**
     * The newest migration of this release; a test compares it with the folder. The native executable cannot list its
     * resources, and a service that is not to migrate asks before anything that could tell has started.
     */
    int NEEDED = 15;

    /** It has all that this release needs, or more: a release runs on the schema of its successor. */
    record Fit(int version) implements SchemaState {
        @Override
        public String toString() {
            return "the schema is at " + version;
        }
    }

    /** Migrations of this release are missing; 0 stands for an empty database. */
    record Behind(int version) implements SchemaState {
        @Override
        public String toString() {
            return "the schema is at " + version + " and this release needs " + NEEDED + ": run `latchkey migrate`";
        }
    }

    /** It cannot be told; {@code why} holds neither address nor name. */
    record Unknown(String why) implements SchemaState {
        @Override
        public String toString() {
            return why;
        }
    }

    String NO_SUCH_TABLE = "42P01";
    String NOT_ALLOWED = "42501";

    /** Asks on {@code connection} as the service's own role. */
    static SchemaState of(Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select coalesce(max(split_part(version, '.', 1)::int), 0)
                        from flyway_schema_history where success and version is not null""")) {
            row.next();
            int version = row.getInt(1);
            return version >= NEEDED ? new Fit(version) : new Behind(version);
        } catch (SQLException e) {
            return of(e);
        }
    }

    /** What a failure to ask says. */
    static SchemaState of(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        if (state.equals(NO_SUCH_TABLE)) {
            return new Behind(0);
        }
        if (state.equals(NOT_ALLOWED)) {
            return new Unknown("quarkus.datasource.username may not see how far the schema is: run `latchkey migrate`");
        }
        return new Unknown(
                Outages.isAway(failure) ? "the database is away" : "the database refuses us, SQLSTATE " + state);
    }
}
