package dev.latchkey.riskbench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** Where and when, for the head of the page. */
final class Machine {
    private Machine() {}

    /** Returns the day (UTC). */
    static String date() {
        return LocalDate.now(ZoneOffset.UTC).toString();
    }

    /** Returns the first eight bytes of a model's SHA-256, its budgets left out: no scorer looks at them. */
    static String digest(Path model) throws IOException {
        String scored = Files.readAllLines(model).stream()
                .filter(line -> !line.startsWith("budget."))
                .collect(Collectors.joining("\n", "", "\n"));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(scored.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
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
