package dev.latchkey;

import dev.latchkey.ops.Commands;
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
        System.setProperty("quarkus.http.host-enabled", "false");
        System.setProperty("quarkus.management.host-enabled", "false");
        System.setProperty("quarkus.scheduler.enabled", "false");
        System.setProperty("quarkus.shutdown.delay", "PT0S"); // nobody has to notice that a command ends
        System.setProperty("quarkus.log.level", "WARN");
        Quarkus.run(Commands.class, arguments);
    }
}
