package dev.latchkey.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.postgres.EmbeddedServer.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server of a developer's desk: what was written is there tomorrow, and nothing of yesterday stands in the way. */
class EmbeddedServerTest {
    @TempDir
    static Path home;

    private final List<Long> servers = new ArrayList<>();

    @AfterEach
    void stopServers() {
        servers.forEach(server -> StopAtExit.stop(server, "INT", "QUIT"));
    }

    @Test
    void whatWasCommittedSurvivesAKilledServer() throws Exception {
        EmbeddedServer first = start();
        execute(first, "create table if not exists kept (word text)", "insert into kept values ('durable')");
        StopAtExit.stop(first.processId(), "KILL");

        EmbeddedServer second = start();

        assertThat(second.processId()).isNotEqualTo(first.processId());
        assertThat(query(second, "select word from kept limit 1")).isEqualTo("durable");
    }

    @Test
    void aRunningServerIsAdoptedWhoeverStartedIt() {
        EmbeddedServer first = start();

        EmbeddedServer second = start();

        assertThat(second).isEqualTo(first);
    }

    @Test
    void startsAtOnceAgreeOnOneServer() throws Exception {
        List<Future<EmbeddedServer>> starts = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                starts.add(threads.submit(this::start));
            }
        }

        for (Future<EmbeddedServer> start : starts) {
            assertThat(start.get()).isEqualTo(starts.getFirst().get());
        }
    }

    @Test
    void aProcessFileOfADeadServerWhoseNumberSomebodyElseHasIsCleared() throws Exception {
        EmbeddedServer first = start();
        Path processFile = home.resolve("postgres/data/postmaster.pid");
        String left = Files.readString(processFile);
        StopAtExit.stop(first.processId(), "INT");
        long ours = ProcessHandle.current().pid();
        Files.writeString(processFile, left.replaceFirst("^\\d+", Long.toString(ours)));

        EmbeddedServer second = start();

        assertThat(query(second, "select 'answers'")).isEqualTo("answers");
    }

    @Test
    void aServerThatDoesNotTakeOurPasswordIsLeftAloneAndNamed() throws Exception {
        EmbeddedServer running = start();
        Path passwords = home.resolve("postgres/passwords");
        String right = Files.readString(passwords);
        Files.writeString(passwords, right.replaceFirst("superuser=.*", "superuser=wrong"));

        try {
            assertThatThrownBy(this::start)
                    .isInstanceOf(EmbeddedPostgresException.class)
                    .hasMessageContaining("process " + running.processId())
                    .hasMessageContaining("kill " + running.processId());
        } finally {
            Files.writeString(passwords, right);
        }
    }

    @Test
    void aDesksServerIsAsDurableAsProductions() throws Exception {
        EmbeddedServer server = start();

        String settings = query(server, """
                select string_agg(name || '=' || setting, ' ' order by name) from pg_settings
                where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'listen_addresses')""");

        assertThat(settings).isEqualTo("fsync=on full_page_writes=on listen_addresses=127.0.0.1 synchronous_commit=on");
    }

    @Test
    void passwordsAreOursAlone() throws IOException {
        start();

        assertThat(permissions("postgres/passwords")).isEqualTo("rw-------");
        assertThat(permissions("postgres")).isEqualTo("rwx------");
        assertThat(permissions("postgres/data")).isEqualTo("rwx------");
        assertThat(new Passwords("one", "two", "three").toString()).doesNotContain("one", "two", "three");
    }

    @Test
    void theServiceDoesNotGetInWithoutItsPassword() {
        EmbeddedServer server = start();

        for (String role : List.of(EmbeddedServer.APP, EmbeddedServer.OWNER, EmbeddedServer.SUPERUSER)) {
            assertThatThrownBy(() -> connect(server, role, "guess"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refused -> assertThat(refused.getSQLState()).isEqualTo("28P01"));
        }
    }

    @Test
    void aFailedStartSaysWhatTheServerSaidAndWhatToDo() throws Exception {
        EmbeddedServer server = start();
        StopAtExit.stop(server.processId(), "INT");
        Path settings = home.resolve("postgres/data/postgresql.conf");
        String right = Files.readString(settings);
        Files.writeString(settings, right + "\nnonsense = 1\n");

        try {
            assertThatThrownBy(this::start)
                    .isInstanceOf(EmbeddedPostgresException.class)
                    .hasMessageContaining("nonsense")
                    .hasMessageContaining("see " + home.resolve("postgres/log"));
        } finally {
            Files.writeString(settings, right);
        }
    }

    @Test
    void rootRunsTheServerAsSomebodyElse() throws IOException {
        Path ours = Files.createTempFile(home, "ours", "");
        boolean root = Integer.valueOf(0).equals(Files.getAttribute(ours, "unix:uid"));

        UnprivilegedUser user = UnprivilegedUser.forOwnerOf(ours);

        assertThat(user == UnprivilegedUser.OURSELVES).isEqualTo(!root);
        assertThat(user.running("true")).endsWith("true");
    }

    private EmbeddedServer start() {
        EmbeddedServer server = EmbeddedServer.in(home, Durability.REAL);
        synchronized (servers) {
            servers.add(server.processId());
        }
        return server;
    }

    private static String permissions(String path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(path)));
    }

    private static void execute(EmbeddedServer server, String... statements) throws SQLException {
        try (Connection connection =
                        connect(server, EmbeddedServer.OWNER, server.passwords().owner());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String query(EmbeddedServer server, String sql) throws SQLException {
        try (Connection connection =
                        connect(server, EmbeddedServer.OWNER, server.passwords().owner());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(EmbeddedServer server, String role, String password) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(Map.of("user", role, "password", password));
        return new org.postgresql.Driver().connect(server.url(), properties);
    }
}
