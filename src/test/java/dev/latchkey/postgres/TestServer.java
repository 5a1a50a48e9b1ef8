package dev.latchkey.postgres;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** The embedded server of this test run, for tests that need more than the running service's own view of it. */
public final class TestServer {
    private static final Path HOME = Path.of("target/latchkey-test");

    private TestServer() {}

    /** Returns the port of the server that this JVM's tests share; starts it when it does not run yet. */
    public static int port() {
        return server().port();
    }

    /** Connects as the server's superuser: who breaks into a database server can do what this one can. */
    public static Connection asSuperuser() throws SQLException {
        return asSuperuser(EmbeddedServer.DATABASE);
    }

    /** As {@link #asSuperuser()}, in another database of the server. */
    static Connection asSuperuser(String database) throws SQLException {
        return connect(database, EmbeddedServer.SUPERUSER, server().passwords().superuser());
    }

    /** Connects as the role that owns the tables. */
    public static Connection asOwner() throws SQLException {
        return connect(EmbeddedServer.OWNER, server().passwords().owner());
    }

    /** Connects as the role the service works as. */
    public static Connection asApp() throws SQLException {
        return connect(EmbeddedServer.APP, server().passwords().app());
    }

    /**
     * Returns the settings of a service that reaches this server at {@code port}, for example through a {@code
     * TcpProxy}, or from another process.
     */
    public static Map<String, String> settings(int port) {
        Passwords passwords = server().passwords();
        return Map.of(
                "quarkus.datasource.jdbc.url", EmbeddedServer.url(port, EmbeddedServer.DATABASE),
                "quarkus.datasource.username", EmbeddedServer.APP,
                "quarkus.datasource.password", passwords.app(),
                "quarkus.flyway.jdbc-url", server().url(),
                "quarkus.flyway.username", EmbeddedServer.OWNER,
                "quarkus.flyway.password", passwords.owner());
    }

    /** Returns the server's log. */
    static Path log() {
        server();
        return HOME.resolve(TestClusters.PREFIX + ProcessHandle.current().pid()).resolve("log");
    }

    /**
     * Makes an empty database with the two roles' rights, as operations.md says, and returns the settings of a service
     * that works on it.
     */
    public static Map<String, String> emptyDatabase(String name) throws SQLException {
        try (Connection connection = asSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + name + " with (force)");
            statement.execute("create database " + name + " owner " + EmbeddedServer.OWNER);
            statement.execute("revoke all on database " + name + " from public");
            statement.execute("grant connect on database " + name + " to " + EmbeddedServer.APP);
        }
        Map<String, String> settings = new HashMap<>(settings(port()));
        settings.put("quarkus.datasource.jdbc.url", EmbeddedServer.url(port(), name));
        settings.remove("quarkus.flyway.jdbc-url");
        return Map.copyOf(settings);
    }

    private static EmbeddedServer server() {
        return Started.SERVER;
    }

    /** Once for each class loader; the start itself adopts what another has started. */
    private static final class Started {
        static final EmbeddedServer SERVER = EmbeddedServer.in(HOME, EmbeddedServer.Durability.LOST_WITH_THE_TEST_RUN);
    }

    private static Connection connect(String role, String password) throws SQLException {
        return connect(EmbeddedServer.DATABASE, role, password);
    }

    private static Connection connect(String database, String role, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", role);
        properties.setProperty("password", password);
        return new org.postgresql.Driver().connect(EmbeddedServer.url(port(), database), properties);
    }
}
