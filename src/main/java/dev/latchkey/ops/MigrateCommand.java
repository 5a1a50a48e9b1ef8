package dev.latchkey.ops;

import dev.latchkey.postgres.Errand;
import dev.latchkey.postgres.Migrations;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code latchkey migrate}. A process with no other errand ends here, at the very beginning of its start: what starts
 * later asks for tables, for the service's role or for the key, none of which a migration has.
 */
@Singleton
final class MigrateCommand {
    private static final int BEFORE_ALL_OTHERS = Integer.MIN_VALUE;

    private final Migrations migrations;

    MigrateCommand(Migrations migrations) {
        this.migrations = migrations;
    }

    CommandSpec command() {
        return Command.of(
                "Brings the database's schema up to this release, as its owner.", (arguments, out) -> run(out));
    }

    void atTheStart(@Observes @Priority(BEFORE_ALL_OTHERS) StartupEvent started) {
        if (Errand.current() == Errand.MIGRATE) {
            int code = run(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
            // An exit would wait for a start that is never to be finished, and there is nothing to close: no port is
            // open,
            // no pool has a connection, and the migration has ended its own.
            Runtime.getRuntime().halt(code);
        }
    }

    private int run(PrintWriter out) {
        return switch (migrations.run()) {
            case Migrations.MigrationOutcome.Done(int applied) -> {
                out.println("the schema has all " + migrations.newest() + " steps of this release, applied now: "
                        + applied);
                yield Command.DONE;
            }
            case Migrations.MigrationOutcome.Failed(String reason) -> {
                out.println("not migrated: " + reason);
                yield Command.FAILED;
            }
        };
    }
}
