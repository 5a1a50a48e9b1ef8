package dev.latchkey;

import dev.latchkey.ops.Commands;
import dev.latchkey.postgres.Errand;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * The one executable: without arguments it serves, with arguments it is the operators' command line (same binary, same
 * configuration, no port opened).
 */
@QuarkusMain
public final class Latchkey {
    /** Serves, or runs one command and ends with its exit code: 0 done, 1 failed, 2 not understood. */
    public static void main(String... arguments) {
        if (arguments.length == 0) {
            Quarkus.run(arguments);
            return;
        }
        boolean migrates = arguments.length == 1 && arguments[0].equals("migrate");
        (migrates ? Errand.MIGRATE : Errand.COMMAND).begin();
        System.setProperty("quarkus.http.host-enabled", "false");
        System.setProperty("quarkus.management.host-enabled", "false");
        System.setProperty("quarkus.scheduler.enabled", "false");
        System.setProperty("quarkus.shutdown.delay", "PT0S"); // nobody has to notice that a command ends
        System.setProperty("quarkus.log.level", "WARN");
        if (migrates) {
            // Nobody but the migrations may ask for tables that are yet to be made.
            System.setProperty("quarkus.flyway.migrate-at-start", "false");
            System.setProperty("quarkus.hibernate-orm.schema-management.strategy", "none");
            System.setProperty("quarkus.hibernate-orm.database.start-offline", "true");
            System.setProperty("quarkus.datasource.jdbc.initial-size", "0");
            System.setProperty("quarkus.datasource.jdbc.min-size", "0");
        }
        Quarkus.run(Commands.class, arguments);
    }
}
