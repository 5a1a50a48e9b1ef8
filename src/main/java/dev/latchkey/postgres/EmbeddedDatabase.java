package dev.latchkey.postgres;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;

/** The database and the two roles of an embedded server, made by its superuser at the first start. */
final class EmbeddedDatabase {
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(200);

    private EmbeddedDatabase() {}

    /** Makes roles and database where they are missing. The passwords are ours and of the base64url alphabet. */
    static void make(EmbeddedServer server) throws SQLException {
        try (Connection connection = connect(server.port(), server.passwords());
                Statement statement = connection.createStatement()) {
            if (has(statement, "select 1 from pg_database where datname = '" + EmbeddedServer.DATABASE + "'")) {
                return;
            }
            makeRole(statement, EmbeddedServer.OWNER, server.passwords().owner());
            makeRole(statement, EmbeddedServer.APP, server.passwords().app());
            statement.execute("create database %s owner %s".formatted(EmbeddedServer.DATABASE, EmbeddedServer.OWNER));
            statement.execute("revoke all on database %s from public".formatted(EmbeddedServer.DATABASE));
            statement.execute(
                    "grant connect on database %s to %s".formatted(EmbeddedServer.DATABASE, EmbeddedServer.APP));
        }
    }

    /** Whether the postmaster accepts our password and serves {@code data}; waits while it starts or recovers. */
    static boolean answers(Postmaster postmaster, Passwords passwords, Path data, Duration patience) {
        long begun = System.nanoTime();
        while (postmaster.isAlive() && System.nanoTime() - begun < patience.toNanos()) {
            try (Connection connection = connect(postmaster.port(), passwords);
                    Statement statement = connection.createStatement();
                    ResultSet answer = statement.executeQuery("show data_directory")) {
                return answer.next() && Path.of(answer.getString(1)).equals(data);
            } catch (SQLException e) {
                if (!Outages.isAway(e)) {
                    return false; // It answers, but not to our password.
                }
            }
            try {
                Thread.sleep(BETWEEN_ATTEMPTS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    private static void makeRole(Statement statement, String role, String password) throws SQLException {
        if (!has(statement, "select 1 from pg_roles where rolname = '" + role + "'")) {
            statement.execute("create role %s login password '%s'".formatted(role, password));
        }
    }

    private static boolean has(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    /** Without DriverManager: its list of drivers depends on who asks, and live reload changes that. */
    private static Connection connect(int port, Passwords passwords) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", EmbeddedServer.SUPERUSER);
        properties.setProperty("password", passwords.superuser());
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "10");
        properties.setProperty("ApplicationName", "latchkey start");
        return new org.postgresql.Driver().connect(EmbeddedServer.url(port, "postgres"), properties);
    }
}
