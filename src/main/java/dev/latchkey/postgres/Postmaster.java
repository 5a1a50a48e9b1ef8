package dev.latchkey.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code postmaster.pid} says about the server that runs, or ran, on a data folder.
 *
 * @param processId the postmaster
 * @param port its port
 * @param ready whether it said that it takes connections
 */
record Postmaster(long processId, int port, boolean ready) {
    private static final int LINE_OF_PORT = 3;
    private static final int LINE_OF_STATUS = 7;

    /** Reads the file; empty when there is none or it was left half written. */
    static Optional<Postmaster> of(Path data) throws IOException {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            if (lines.size() <= LINE_OF_PORT) {
                return Optional.empty();
            }
            boolean ready = lines.size() > LINE_OF_STATUS
                    && lines.get(LINE_OF_STATUS).strip().equals("ready");
            return Optional.of(new Postmaster(
                    Long.parseLong(lines.getFirst().strip()),
                    Integer.parseInt(lines.get(LINE_OF_PORT).strip()),
                    ready));
        } catch (NoSuchFileException | NumberFormatException noneOrHalfWritten) {
            return Optional.empty();
        }
    }

    /** Whether that process lives and is a PostgreSQL, not another that was given its number since. */
    boolean isAlive() {
        return ProcessHandle.of(processId)
                .filter(ProcessHandle::isAlive)
                .map(process -> process.info()
                        .command()
                        .map(path -> path.endsWith("/postgres"))
                        .orElse(true))
                .orElse(false);
    }
}
