package dev.latchkey.postgres;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;

/** Brings the schema up to this release, as the role that owns the tables. */
@Singleton
public final class Migrations {
    private final Instance<Flyway> flyway;

    Migrations(Instance<Flyway> flyway) {
        this.flyway = flyway;
    }

    /** What became of it. */
    public sealed interface MigrationOutcome {
        /** The schema stands; {@code applied} migrations were missing, and another process may have applied them. */
        record Done(int applied) implements MigrationOutcome {}

        /** Nothing of the migration that failed remains; those before it stand. */
        record Failed(String reason) implements MigrationOutcome {}
    }

    /** Applies what is missing, under a lock: a second process waits and then finds nothing to do. */
    public MigrationOutcome run() {
        try {
            MigrateResult result = flyway.get().migrate();
            return new MigrationOutcome.Done(result.migrationsExecuted);
        } catch (FlywayException e) {
            return new MigrationOutcome.Failed(String.valueOf(e.getMessage()).strip());
        }
    }

    /** The newest migration that this release brings. */
    public int newest() {
        return SchemaState.NEEDED;
    }
}
