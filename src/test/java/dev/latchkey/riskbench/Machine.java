package dev.latchkey.riskbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Where and when, for the head of the page. */
final class Machine {
    private Machine() {}

    /** Returns the day (UTC). */
    static String date() {
        return LocalDate.now(ZoneOffset.UTC).toString();
    }

    /** Returns the processor, as Linux names it, and the JDK. */
    static String name() {
        String processor = System.getProperty("os.arch");
        Path linux = Path.of("/proc/cpuinfo");
        if (Files.isReadable(linux)) {
            try {
                processor = Files.readAllLines(linux).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse(processor);
            } catch (IOException e) {
                // The architecture will do.
                return processor;
            }
        }
        return processor + ", one core, JDK " + Runtime.version().feature();
    }
}
