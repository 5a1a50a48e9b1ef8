package dev.latchkey.riskbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;

/** Where and when, for the head of the page. */
final class Machine {
    private Machine() {}

    /** Returns the day (UTC). */
    static String date() {
        return LocalDate.now(ZoneOffset.UTC).toString();
    }

    /** Returns the first eight bytes of a file's SHA-256. */
    static String digest(Path file) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
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
