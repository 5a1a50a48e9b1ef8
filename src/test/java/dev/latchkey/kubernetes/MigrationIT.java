package dev.latchkey.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.latchkey.postgres.TestServer;
import dev.latchkey.testing.Await;
import dev.latchkey.testing.Customer;
import dev.latchkey.testing.Replica;
import dev.latchkey.testing.TcpProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged service and its migration as two processes, as they are two pods: in any order, on real PostgreSQL. */
class MigrationIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String URL = "quarkus.datasource.jdbc.url";
    private static final String LOOKING = "not started yet, looking again each second: ";

    private Map<String, String> database;
    private Optional<Replica> replica = Optional.empty();

    @BeforeEach
    void anEmptyDatabase() throws SQLException {
        database = TestServer.emptyDatabase("migration");
    }

    @AfterEach
    void end() {
        replica.ifPresent(Replica::kill);
    }

    @Test
    void aPodThatComesBeforeTheMigrationSaysSoAndStartsAfterIt() {
        Replica early = start(service());
        awaitSaid(early, LOOKING + "the schema is at 0 and this release needs");
        boolean openBefore = isOpen(early);

        Replica.Ended migrated = Replica.run(migration(), "migrate");
        early.awaitStarted();

        assertThat(openBefore).isFalse();
        assertThat(migrated.exitCode()).as(migrated.out() + migrated.err()).isZero();
        assertThat(migrated.out()).contains("applied now: ").doesNotContain("applied now: 0");
        new Customer(early.address()).signUp("ana");
    }

    @Test
    void aMigrationThatHasNothingToDoSaysSo() {
        Replica.run(migration(), "migrate");

        Replica.Ended again = Replica.run(migration(), "migrate");

        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).contains("applied now: 0");
    }

    @Test
    void aMigrationWithoutTheOwnerNamesWhatIsMissing() {
        Map<String, String> settings = new HashMap<>(migration());
        settings.remove("quarkus.flyway.username");

        Replica.Ended refused = Replica.run(settings, "migrate");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out() + refused.err()).contains("quarkus.flyway.username is not set");
    }

    @Test
    void aMigrationWithAWrongPasswordEndsAndIsToBeTriedAgain() {
        Map<String, String> settings = new HashMap<>(migration());
        settings.put("quarkus.flyway.password", "wrong");

        Replica.Ended refused = Replica.run(settings, "migrate");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out()).contains("not migrated: ");
    }

    @Test
    void aPodThatComesWhileTheDatabaseIsAwayStartsWhenItIsBack() throws IOException {
        Replica.run(migration(), "migrate");
        try (TcpProxy wire = TcpProxy.to(TestServer.port())) {
            wire.cut();
            Map<String, String> settings = new HashMap<>(service());
            settings.put(URL, "jdbc:postgresql://127.0.0.1:" + wire.port() + "/migration");
            Replica early = start(settings);
            awaitSaid(early, LOOKING + "the database is away");

            wire.heal();
            early.awaitStarted();

            new Customer(early.address()).signUp("ana");
        }
    }

    @Test
    void aPodThatWaitsEndsWhenItIsAskedTo() {
        Replica waiting = start(service());
        awaitSaid(waiting, LOOKING);

        Replica.Ended ended = waiting.terminate();

        assertThat(ended.exitCode()).isIn(1, 143);
        assertThat(ended.err()).contains("asked to end");
    }

    @Test
    void anotherCommandDoesNotWait() {
        Replica.Ended refused = Replica.run(service(), "relying-party", "list");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out() + refused.err()).contains("the schema is at 0").contains("latchkey migrate");
    }

    /** The pods of before during a rolling update: restarted, or scaled up, on the schema of the release after. */
    @Test
    void aPodStartsOnTheSchemaOfALaterReleaseWhetherItMayMigrateOrNot() throws SQLException {
        Replica.run(migration(), "migrate");
        asOwner("alter table account add column later text");
        asOwner("create table account_later (id bigint primary key)");
        asOwner("""
                insert into flyway_schema_history
                    (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                values (99, '099', 'later', 'SQL', 'V099__later.sql', 1, 'latchkey_owner', 1, true)""");
        Map<String, String> alone = new HashMap<>(service());
        alone.remove("quarkus.flyway.migrate-at-start");
        alone.putAll(migration());

        for (Map<String, String> settings : List.of(service(), alone)) {
            Replica old = start(settings).awaitStarted();
            new Customer(old.address()).signUp("ana").signIn();
            old.terminate();
            assertThat(old.besideTheLog()).isEmpty();
        }
    }

    @Test
    void theSettingsOfTheLocalOverlayAreFitForTheArtefact() {
        assumeTrue(Kustomize.isThere(), "kubectl (1.25 or newer) is not on the path");
        Replica.run(migration(), "migrate");
        List<Manifest> all = Manifest.all(Kustomize.render(Path.of("k8s/overlays/local")));
        Map<String, String> settings = new HashMap<>(service());
        Manifest service = all.stream()
                .filter(manifest -> manifest.toString().equals("Deployment latchkey"))
                .findFirst()
                .orElseThrow();
        settings.keySet().removeIf(name -> name.startsWith("latchkey.relying-party"));

        Replica local = Replica.start(
                Replica.Program.ofThisBuild(inThisDatabase(all, service)),
                "replica-local",
                Replica.freePort(),
                settings);
        replica = Optional.of(local);
        local.awaitStarted();

        assertThat(local.wire()
                        .send(local.wire().request("GET", "/v1/relying-party").header("Host", "localhost:8080"))
                        .text())
                .contains("Latchkey demo");
    }

    /** The overlay's own variables, except those that secrets supply and that name its database. */
    private static Map<String, String> inThisDatabase(List<Manifest> all, Manifest service) {
        Map<String, String> environment = new HashMap<>(Configured.environment(all, service));
        environment.values().removeIf(String::isEmpty);
        environment.remove("QUARKUS_DATASOURCE_JDBC_URL");
        return environment;
    }

    private Replica start(Map<String, String> settings) {
        int port = Replica.freePort();
        Map<String, String> served = new HashMap<>(settings);
        served.put("latchkey.relying-party.demo.hosts", "localhost:" + port);
        served.put("latchkey.relying-party.demo.origins", "http://localhost:" + port);
        Replica started = Replica.start("replica-of-a-migration", port, served);
        replica = Optional.of(started);
        return started;
    }

    private static void awaitSaid(Replica waiting, String words) {
        Await.until(words, SOON, () -> waiting.besideTheLog().contains(words));
    }

    private static boolean isOpen(Replica waiting) {
        try {
            waiting.management().send(waiting.management().request("GET", "/q/health/started"));
            return true;
        } catch (UncheckedIOException refused) {
            return false;
        }
    }

    /** What the Job knows: neither key nor the password of the service. */
    private Map<String, String> migration() {
        return Map.of(
                URL,
                database.get(URL),
                "quarkus.datasource.username",
                database.get("quarkus.datasource.username"),
                "quarkus.flyway.username",
                database.get("quarkus.flyway.username"),
                "quarkus.flyway.password",
                database.get("quarkus.flyway.password"));
    }

    /** What a pod knows: nothing of the owner. */
    private Map<String, String> service() {
        Map<String, String> settings = new HashMap<>(database);
        settings.keySet().removeIf(name -> name.startsWith("quarkus.flyway"));
        settings.put("quarkus.flyway.migrate-at-start", "false");
        settings.put("latchkey.key", Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes()));
        settings.put("latchkey.allow-desk-settings-in-production", "true");
        settings.put("latchkey.relying-party.demo.name", "Demo");
        settings.put("latchkey.relying-party.demo.rp-id", "localhost");
        return Map.copyOf(settings);
    }

    private void asOwner(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        database.get(URL),
                        database.get("quarkus.flyway.username"),
                        database.get("quarkus.flyway.password"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
