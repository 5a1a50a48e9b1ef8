package dev.latchkey.postgres;

import dev.latchkey.testing.Crowd;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** An embedded server as a desk has it, with real durability and an empty database, for the benchmark. */
public final class BenchServer {
    private static final long AT_ONCE = 100_000;

    private final EmbeddedServer server;

    private BenchServer(EmbeddedServer server) {
        this.server = server;
    }

    /** Starts a fresh server whose data lies under {@code home}; it is stopped when this JVM ends. */
    public static BenchServer in(Path home) throws IOException {
        Path cluster = home.toAbsolutePath().resolve("postgres");
        Optional<Postmaster> leftOver = Postmaster.of(cluster.resolve("data"));
        leftOver.filter(Postmaster::isAlive).ifPresent(alive -> StopAtExit.stop(alive.processId(), "QUIT"));
        Folders.delete(cluster);
        return new BenchServer(EmbeddedServer.in(home, EmbeddedServer.Durability.REAL));
    }

    /** Adds accounts that nobody signs in to, numbered {@code first} to {@code last}. */
    public void crowd(long first, long last) throws SQLException {
        try (Connection superuser = connect()) {
            for (long from = first; from <= last; from += AT_ONCE) {
                Crowd.add(superuser, from, Math.min(last, from + AT_ONCE - 1));
            }
            Crowd.analyze(superuser);
            try (Statement statement = superuser.createStatement()) {
                statement.execute("checkpoint");
            }
        }
    }

    /** Returns the size of the database in MiB. */
    public long mebibytes() throws SQLException {
        try (Connection superuser = connect();
                Statement statement = superuser.createStatement();
                ResultSet size = statement.executeQuery("select pg_database_size(current_database()) / 1048576")) {
            size.next();
            return size.getLong(1);
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", EmbeddedServer.SUPERUSER);
        properties.setProperty("password", server.passwords().superuser());
        return new org.postgresql.Driver().connect(server.url(), properties);
    }

    /** Returns its port on loopback. */
    public int port() {
        return server.port();
    }

    /** Returns the process id of its postmaster. */
    public long processId() {
        return server.processId();
    }

    /** Runs one statement as the superuser and returns what it answers with, if it does. */
    public <T> List<T> query(String sql, Database.RowReader<T> reader) {
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "user", EmbeddedServer.SUPERUSER, "password", server.passwords().superuser()));
        try (Connection connection = new org.postgresql.Driver().connect(server.url(), properties);
                Statement statement = connection.createStatement()) {
            List<T> answer = new ArrayList<>();
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        answer.add(reader.read(rows));
                    }
                }
            }
            return answer;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Returns the environment of a service that reaches this server at {@code port}; migrations and jobs go past a proxy
     * that may stand there.
     */
    public Map<String, String> environment(int port) {
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", EmbeddedServer.url(port, EmbeddedServer.DATABASE));
        environment.put("QUARKUS_DATASOURCE_USERNAME", EmbeddedServer.APP);
        environment.put("QUARKUS_DATASOURCE_PASSWORD", server.passwords().app());
        environment.put("QUARKUS_DATASOURCE_JOBS_JDBC_URL", server.url());
        environment.put("QUARKUS_FLYWAY_JDBC_URL", server.url());
        environment.put("QUARKUS_FLYWAY_USERNAME", EmbeddedServer.OWNER);
        environment.put("QUARKUS_FLYWAY_PASSWORD", server.passwords().owner());
        return environment;
    }
}
