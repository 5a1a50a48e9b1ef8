package dev.latchkey.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A cluster with real durability that a test may stop, kill, freeze and start again at the same port, and that may have a
 * standby. Its processes end with this JVM.
 */
public final class OwnServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path bin;
    private final Path cluster;
    private final Path data;
    private final Path log;
    private final int port;
    private final Passwords passwords;
    private final UnprivilegedUser user;

    private OwnServer(Path bin, Path cluster, int port) throws IOException {
        this.bin = bin;
        this.cluster = cluster;
        this.data = cluster.resolve("data");
        this.log = cluster.resolve("log");
        this.port = port;
        Optional<Postmaster> leftOver = Postmaster.of(data);
        leftOver.filter(Postmaster::isAlive).ifPresent(alive -> StopAtExit.stop(alive.processId(), "QUIT"));
        Folders.delete(cluster);
        Folders.createPrivate(cluster);
        // A standby has its primary's roles, and so their passwords: one file for all servers of a folder.
        this.passwords = Passwords.in(cluster.resolveSibling("passwords"), new SecureRandom());
        Files.createFile(log);
        this.user = UnprivilegedUser.forOwnerOf(log);
        user.own(cluster);
        user.own(log);
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill, "end " + cluster));
    }

    /** Makes and starts a server with roles and an empty database, from the programs that come with this build. */
    public static OwnServer make(Path home, String name, int port) throws IOException, SQLException {
        Files.createDirectories(home);
        return make(Binaries.in(home).folder().resolve("bin"), home, name, port);
    }

    /** As {@link #make(Path, String, int)} from the programs in {@code bin}. */
    public static OwnServer make(Path bin, Path home, String name, int port) throws IOException, SQLException {
        Files.createDirectories(home);
        OwnServer server = new OwnServer(bin, home.resolve(name), port);
        server.initialise();
        server.start();
        EmbeddedDatabase.make(new EmbeddedServer(port, server.postmaster().processId(), server.passwords));
        return server;
    }

    /**
     * Makes and starts a standby of {@code primary} and makes the primary wait for it: from then on nothing is
     * acknowledged that is not on both.
     */
    public static OwnServer standbyOf(OwnServer primary, String name, int port) throws IOException, SQLException {
        OwnServer standby = new OwnServer(primary.bin, primary.cluster.resolveSibling(name), port);
        Command.run(
                standby.user.running(
                        standby.program("pg_basebackup"),
                        "--pgdata=" + standby.data,
                        "--dbname=host=127.0.0.1 port=%d user=%s password=%s"
                                .formatted(primary.port, EmbeddedServer.SUPERUSER, primary.passwords.superuser()),
                        "--write-recovery-conf",
                        "--wal-method=stream",
                        "--checkpoint=fast"),
                standby.log);
        standby.start();
        primary.waitForStandbys("*");
        return standby;
    }

    /** Names the standbys that a commit waits for; none with an empty text. */
    public void waitForStandbys(String names) throws SQLException {
        try (Connection connection = asSuperuser();
                var statement = connection.createStatement()) {
            statement.execute("alter system set synchronous_standby_names = '" + names + "'");
            statement.execute("select pg_reload_conf()");
        }
    }

    /** Starts it; returns once it takes connections. */
    public void start() throws IOException {
        Files.deleteIfExists(data.resolve("postmaster.pid"));
        Command.run(
                user.running(
                        program("pg_ctl"),
                        "start",
                        "--silent",
                        "--wait",
                        "--timeout=" + PATIENCE.toSeconds(),
                        "--pgdata=" + data,
                        "--log=" + log,
                        "--options=-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories="
                                + " -c max_connections=100 -c shared_buffers=64MB -c timezone=UTC"
                                + " -c fsync=on -c synchronous_commit=on -c full_page_writes=on"),
                log);
    }

    /** Stops it: {@code fast} ends connections in order, {@code immediate} is a crash without a signal to the disk. */
    public void stop(String mode) throws IOException {
        Command.run(
                user.running(program("pg_ctl"), "stop", "--silent", "--wait", "--mode=" + mode, "--pgdata=" + data),
                log);
    }

    /** Kills all of its processes at once (SIGKILL) and waits until they are gone. */
    public void kill() {
        List<ProcessHandle> all = processes();
        signal("KILL", all);
        all.forEach(process -> process.onExit().join());
    }

    /** Stops all of its processes where they are (SIGSTOP): connections stay open and say nothing. */
    public void freeze() {
        signal("STOP", processes());
    }

    /** Lets them go on. */
    public void thaw() {
        signal("CONT", processes());
    }

    /** Makes a standby the primary; returns once it is. */
    public void promote() throws IOException {
        Command.run(user.running(program("pg_ctl"), "promote", "--silent", "--wait", "--pgdata=" + data), log);
    }

    /** Returns its port on loopback. */
    public int port() {
        return port;
    }

    /** Returns the settings of a service that is to find the database at {@code ports}, one or several hosts. */
    public Map<String, String> settings(int... ports) {
        List<String> hosts = java.util.Arrays.stream(ports)
                .mapToObj(one -> "127.0.0.1:" + one)
                .toList();
        String url = "jdbc:postgresql://" + String.join(",", hosts) + "/" + EmbeddedServer.DATABASE
                + (hosts.size() > 1 ? "?targetServerType=primary" : "");
        Map<String, String> settings = new HashMap<>();
        settings.put("quarkus.datasource.jdbc.url", url);
        settings.put("quarkus.datasource.username", EmbeddedServer.APP);
        settings.put("quarkus.datasource.password", passwords.app());
        settings.put("quarkus.flyway.username", EmbeddedServer.OWNER);
        settings.put("quarkus.flyway.password", passwords.owner());
        return settings;
    }

    /** Connects as the server's superuser. */
    public Connection asSuperuser() throws SQLException {
        return connect(EmbeddedServer.SUPERUSER, passwords.superuser());
    }

    /** Connects as the role that owns the tables. */
    public Connection asOwner() throws SQLException {
        return connect(EmbeddedServer.OWNER, passwords.owner());
    }

    /** Ends it, whatever it does. */
    @Override
    public void close() {
        kill();
    }

    private Connection connect(String role, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", role);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "faults");
        return new org.postgresql.Driver().connect(EmbeddedServer.url(port, EmbeddedServer.DATABASE), properties);
    }

    private void initialise() throws IOException {
        Path secret = cluster.resolve("superuser");
        Files.writeString(secret, passwords.superuser());
        user.own(secret);
        Command.run(
                user.running(
                        program("initdb"),
                        "--pgdata=" + data,
                        "--username=" + EmbeddedServer.SUPERUSER,
                        "--pwfile=" + secret,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C"),
                cluster.resolveSibling(cluster.getFileName() + "-initdb.log"));
        Files.delete(secret);
    }

    private String program(String name) {
        return bin.resolve(name).toString();
    }

    private Postmaster postmaster() throws IOException {
        return Postmaster.of(data).orElseThrow(() -> new IOException("no server runs in " + data));
    }

    private List<ProcessHandle> processes() {
        try {
            Optional<ProcessHandle> parent = Postmaster.of(data)
                    .filter(Postmaster::isAlive)
                    .flatMap(found -> ProcessHandle.of(found.processId()));
            return parent.stream()
                    .flatMap(found -> Stream.concat(Stream.of(found), found.descendants()))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void signal(String name, List<ProcessHandle> processes) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "kill -" + name + " \"$@\"", "sh"));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        if (!processes.isEmpty()) {
            Command.succeeds(command);
        }
    }
}
