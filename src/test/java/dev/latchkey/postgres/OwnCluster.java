package dev.latchkey.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A server of whatever PostgreSQL is installed on the machine, with its own tools: for drills that need {@code pg_dump} and
 * its like, which the embedded binaries do not bring. It may be destroyed and made anew.
 */
public final class OwnCluster {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final List<String> NEEDED = List.of("initdb", "pg_ctl", "pg_dump", "pg_restore");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path tools;
    private final Path home;
    private final int port;
    private final Passwords passwords;
    private final UnprivilegedUser user;

    private OwnCluster(Path tools, Path home, int port, Passwords passwords, UnprivilegedUser user) {
        this.tools = tools;
        this.home = home;
        this.port = port;
        this.passwords = passwords;
        this.user = user;
    }

    /** Returns the folder of the newest installed server's programs, or of {@code -Dlatchkey.postgres.bin}. */
    public static Optional<Path> tools() {
        Optional<Path> given =
                Optional.ofNullable(System.getProperty("latchkey.postgres.bin")).map(Path::of);
        try (Stream<Path> versions = Files.isDirectory(INSTALLED) ? Files.list(INSTALLED) : Stream.empty()) {
            return given.or(() ->
                            versions.map(version -> version.resolve("bin")).max(Comparator.comparing(Path::toString)))
                    .filter(bin -> NEEDED.stream().allMatch(tool -> Files.isExecutable(bin.resolve(tool))));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Makes a cluster with an empty database and the two roles, and starts it. */
    public static OwnCluster make(Path tools, Path home) throws IOException, SQLException {
        Path whole = home.toAbsolutePath();
        Folders.createPrivate(whole);
        Passwords passwords = new Passwords("superuser-of-the-drill", "owner-of-the-drill", "app-of-the-drill");
        Path ours = Files.writeString(whole.resolve("superuser"), passwords.superuser());
        int port;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        OwnCluster cluster = new OwnCluster(tools, whole, port, passwords, UnprivilegedUser.forOwnerOf(ours));
        cluster.user.own(whole);
        cluster.user.own(ours);
        cluster.begin();
        return cluster;
    }

    /** Removes server and data, as a lost machine would, and starts an empty one in its place. */
    public void destroyAndBeginAnew() throws IOException, SQLException {
        stop();
        begin();
    }

    /** Ends the server at once and removes its data. */
    public void stop() throws IOException {
        Optional<Postmaster> running = Postmaster.of(data());
        running.ifPresent(postmaster -> StopAtExit.stop(postmaster.processId(), "QUIT", "KILL"));
        Folders.delete(data());
    }

    /** Runs one of the installed tools as the tables' owner, on the database. */
    public void asOwner(String tool, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "PGPASSWORD=" + passwords.owner(),
                tools.resolve(tool).toString(),
                "--host=127.0.0.1",
                "--port=" + port,
                "--username=" + EmbeddedServer.OWNER));
        command.addAll(List.of(arguments));
        Command.run(command, home.resolve("tools.log"));
    }

    /** Returns the settings of a service on this server. */
    public Map<String, String> settings() {
        return Map.of(
                "quarkus.datasource.jdbc.url", EmbeddedServer.url(port, EmbeddedServer.DATABASE),
                "quarkus.datasource.username", EmbeddedServer.APP,
                "quarkus.datasource.password", passwords.app(),
                "quarkus.flyway.username", EmbeddedServer.OWNER,
                "quarkus.flyway.password", passwords.owner());
    }

    /** Whether every entry of the journal has its link. */
    public boolean everythingIsSealed() {
        return number("select count(*) from audit_entry") == sealedEntries();
    }

    /** Returns how many links the journal's chain has. */
    public long sealedEntries() {
        return number("select count(*) from audit_link");
    }

    private long number(String query) {
        Properties properties = new Properties();
        properties.putAll(Map.of("user", EmbeddedServer.OWNER, "password", passwords.owner()));
        try (Connection connection = new org.postgresql.Driver()
                        .connect(EmbeddedServer.url(port, EmbeddedServer.DATABASE), properties);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void begin() throws IOException, SQLException {
        Path log = home.resolve("log");
        Command.run(
                user.running(
                        tools.resolve("initdb").toString(),
                        "--pgdata=" + data(),
                        "--username=" + EmbeddedServer.SUPERUSER,
                        "--pwfile=" + home.resolve("superuser"),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C.UTF-8",
                        "--no-sync"),
                home.resolve("initdb.log"));
        Command.run(
                user.running(
                        tools.resolve("pg_ctl").toString(),
                        "start",
                        "--silent",
                        "--wait",
                        "--timeout=" + PATIENCE.toSeconds(),
                        "--pgdata=" + data(),
                        "--log=" + log,
                        "--options=-p " + port
                                + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c timezone=UTC"),
                home.resolve("pg_ctl.log"));
        long processId = Postmaster.of(data()).orElseThrow().processId();
        EmbeddedDatabase.make(new EmbeddedServer(port, processId, passwords));
    }

    private Path data() {
        return home.resolve("data");
    }
}
