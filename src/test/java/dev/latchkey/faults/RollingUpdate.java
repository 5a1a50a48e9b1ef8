package dev.latchkey.faults;

import dev.latchkey.postgres.OwnServer;
import dev.latchkey.testing.Replica;
import dev.latchkey.testing.Replica.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;

/**
 * A new release comes while customers come and go: its migrations run while the old replicas serve, then one replica
 * after the other is replaced. With the jar of the release before ({@code faults.previous}) the old replicas are really
 * old; without it this build plays both, and the migration is one that only this test knows.
 */
final class RollingUpdate implements Round {
    private static final Duration WARM = Duration.ofSeconds(4);

    /**
     * Works for some seconds on a table of its own, then adds a column to a busy one. Two busy tables in one transaction
     * are a deadlock with whoever reads them in the other order, so that the second has a migration of its own.
     */
    private static final Map<String, String> MIGRATIONS = Map.of(
            "V9001__faults_account.sql",
            """
            create table faults_backfill (id uuid primary key, noted text);
            insert into faults_backfill select id, 'noted' from account;
            select pg_sleep(4);
            alter table account add column faults_probe text;
            """,
            "V9002__faults_session.sql",
            "alter table session add column faults_probe integer not null default 0;");

    @Override
    public void run(Plan plan, Report report) throws Exception {
        try (OwnServer database = OwnServer.make(plan.home(), "update", Replica.freePort());
                Fleet fleet = new Fleet(database.settings(database.port()))) {
            Program old = plan.previous()
                    .map(jar -> new Program(jar, Map.of()))
                    .orElseGet(() -> Program.ofThisBuild(Map.of()));
            Map<Integer, Replica> replicas = new TreeMap<>();
            for (String name : List.of("update-here", "update-there")) {
                int port = Replica.freePort();
                replicas.put(port, fleet.start(old, name, port));
            }
            int replacements = Math.max(replicas.size(), plan.ends());
            Sum sum = new Sum();
            Duration migration;
            try (Traffic traffic = new Traffic(replicas)) {
                traffic.goOn(WARM);
                sum.add(traffic.look());
                long begun = System.nanoTime();
                migrate(plan, database);
                migration = Duration.ofNanos(System.nanoTime() - begun);
                traffic.goOn(WARM);
                Traffic.Seen during = traffic.look();
                sum.add(during);
                report.progress("migration of %d ms: %s", migration.toMillis(), during);
                List<Integer> ports = List.copyOf(replicas.keySet());
                for (int turn = 0; turn < replacements; turn++) {
                    int port = ports.get(turn % ports.size());
                    replicas.get(port).terminate();
                    Replica fresh = fleet.restart("update-new-" + port, port);
                    replicas.put(port, fresh);
                    traffic.replace(port, fresh);
                    traffic.awaitReady(port);
                    traffic.goOn(WARM);
                    Traffic.Seen replaced = traffic.look();
                    sum.add(replaced);
                    report.progress("replaced %d of %d: %s", turn + 1, replacements, replaced);
                }
            }
            report.line(
                    "rolling update with a running migration, from "
                            + (plan.previous().isPresent() ? "the release before" : "this same build")
                            + ", replicas replaced",
                    replacements,
                    "0 failed",
                    "%s; the migration took %.1f s".formatted(sum, migration.toMillis() / 1e3),
                    sum.share() == 0);
        }
    }

    private static void migrate(Plan plan, OwnServer database) throws IOException {
        Path folder = Files.createDirectories(plan.home().resolve("migration"));
        for (Map.Entry<String, String> migration : MIGRATIONS.entrySet()) {
            Files.writeString(folder.resolve(migration.getKey()), migration.getValue());
        }
        Map<String, String> settings = database.settings(database.port());
        Flyway.configure()
                .dataSource(
                        settings.get("quarkus.datasource.jdbc.url"),
                        settings.get("quarkus.flyway.username"),
                        settings.get("quarkus.flyway.password"))
                .locations("classpath:db/migration", "filesystem:" + folder)
                .placeholders(Map.of("appRole", settings.get("quarkus.datasource.username")))
                .load()
                .migrate();
    }
}
