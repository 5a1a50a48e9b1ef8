package dev.latchkey.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** One start of the embedded server: adopt what runs, clear what was left, make what is missing. */
final class EmbeddedStart {
    private static final Logger LOG = Logger.getLogger(EmbeddedStart.class);
    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(60);

    private final Path home;
    private final Path cluster;
    private final Path data;
    private final Path log;
    private final EmbeddedServer.Durability durability;

    EmbeddedStart(Path home, EmbeddedServer.Durability durability) {
        this.home = home.toAbsolutePath().normalize();
        this.durability = durability;
        // Tests get a cluster of their own JVM, so that two runs in one checkout do not meet.
        this.cluster = this.home.resolve(
                durability == EmbeddedServer.Durability.REAL
                        ? "postgres"
                        : TestClusters.PREFIX + ProcessHandle.current().pid());
        this.data = cluster.resolve("data");
        this.log = cluster.resolve("log");
    }

    EmbeddedServer run() {
        // Live reload gives every version of the service its own class loader; an interned text is theirs in common.
        synchronized (("dev.latchkey.postgres " + cluster).intern()) {
            try {
                Files.createDirectories(home);
                try (FileChannel channel = FileChannel.open(
                                home.resolve("postgres.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock held = channel.lock()) {
                    if (!held.isValid()) {
                        throw new IOException("the lock on " + home + " was lost");
                    }
                    return adoptOrStart();
                }
            } catch (IOException | SQLException e) {
                throw failed(e.getMessage(), e);
            }
        }
    }

    private EmbeddedPostgresException failed(String reason, Throwable cause) {
        return new EmbeddedPostgresException(
                "PostgreSQL in " + cluster + " cannot be brought up (" + reason + "): see " + log
                        + "; when its data is of no use, remove the folder to begin with an empty database",
                cause);
    }

    private EmbeddedServer adoptOrStart() throws IOException, SQLException {
        if (durability == EmbeddedServer.Durability.LOST_WITH_THE_TEST_RUN) {
            TestClusters.removeLeftOvers(home);
        }
        Folders.createPrivate(cluster);
        Passwords passwords = Passwords.in(cluster.resolve("passwords"), new SecureRandom());
        Optional<EmbeddedServer> running = adopt(passwords);
        EmbeddedServer server = running.isPresent() ? running.get() : start(passwords);
        EmbeddedDatabase.make(server);
        StopAtExit.register(server.processId(), cluster, durability);
        return server;
    }

    private Optional<EmbeddedServer> adopt(Passwords passwords) throws IOException {
        Optional<Postmaster> found = Postmaster.of(data);
        if (found.isEmpty() || !found.get().isAlive()) {
            return Optional.empty();
        }
        Postmaster postmaster = found.get();
        if (!EmbeddedDatabase.answers(postmaster, passwords, data, LONGEST_RECOVERY)) {
            throw new EmbeddedPostgresException("process " + postmaster.processId() + " holds " + data
                    + " but does not answer on port " + postmaster.port()
                    + " with the password kept there: end it (kill "
                    + postmaster.processId() + ") and start again");
        }
        if (!StopAtExit.isRegistered(postmaster.processId())) {
            LOG.infof("adopted the PostgreSQL that runs as process %d", postmaster.processId());
        }
        return Optional.of(new EmbeddedServer(postmaster.port(), postmaster.processId(), passwords));
    }

    private EmbeddedServer start(Passwords passwords) throws IOException {
        Binaries binaries = Binaries.in(home);
        UnprivilegedUser user = UnprivilegedUser.forOwnerOf(cluster.resolve("passwords"));
        user.own(cluster);
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialise(binaries, user, passwords);
        }
        // Left by a server that was killed. Its process is gone, or its number has been given to another program.
        Files.deleteIfExists(data.resolve("postmaster.pid"));
        int port = freePort();
        long begun = System.nanoTime();
        Files.deleteIfExists(log);
        Files.createFile(log, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        user.own(log);
        Command.run(
                user.running(
                        binaries.program("pg_ctl"),
                        "start",
                        "--silent",
                        "--wait",
                        "--timeout=" + LONGEST_RECOVERY.toSeconds(),
                        "--pgdata=" + data,
                        "--log=" + log,
                        "--options=" + String.join(" ", options(port))),
                log);
        Postmaster postmaster =
                Postmaster.of(data).orElseThrow(() -> new IOException("it stopped as soon as it had started"));
        LOG.infof(
                "started PostgreSQL on 127.0.0.1:%d in %d ms (data in %s)",
                port, Duration.ofNanos(System.nanoTime() - begun).toMillis(), data);
        return new EmbeddedServer(port, postmaster.processId(), passwords);
    }

    private void initialise(Binaries binaries, UnprivilegedUser user, Passwords passwords) throws IOException {
        LOG.infof("making an empty database in %s, once", data);
        Folders.delete(data);
        Path superuserPassword = cluster.resolve("superuser.unfinished");
        Files.deleteIfExists(superuserPassword);
        Files.createFile(
                superuserPassword, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(superuserPassword, passwords.superuser());
        user.own(superuserPassword);
        Path initialLog = cluster.resolve("initdb.log");
        List<String> command = new ArrayList<>(user.running(
                binaries.program("initdb"),
                "--pgdata=" + data,
                "--username=" + EmbeddedServer.SUPERUSER,
                "--pwfile=" + superuserPassword,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--locale-provider=builtin"));
        if (durability == EmbeddedServer.Durability.LOST_WITH_THE_TEST_RUN) {
            command.add("--no-sync");
        }
        try {
            Command.run(command, initialLog);
        } catch (IOException e) {
            Folders.delete(data);
            throw e;
        } finally {
            Files.deleteIfExists(superuserPassword);
        }
    }

    /** Settings by command line, so that a desk's folder of long ago still gets today's. */
    private List<String> options(int port) {
        List<String> options = new ArrayList<>(List.of(
                "-p " + port,
                "-c listen_addresses=127.0.0.1",
                "-c unix_socket_directories=",
                "-c max_connections=100",
                "-c shared_buffers=64MB",
                "-c log_min_messages=warning",
                "-c timezone=UTC"));
        boolean real = durability == EmbeddedServer.Durability.REAL;
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            options.add("-c " + setting + "=" + (real ? "on" : "off"));
        }
        return options;
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
