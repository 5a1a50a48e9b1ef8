package dev.latchkey.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Clusters of test runs, each named after its JVM. A run that was killed leaves one; the next removes it. */
final class TestClusters {
    static final String PREFIX = "postgres-of-";

    private TestClusters() {}

    static void removeLeftOvers(Path home) throws IOException {
        List<Path> all;
        try (Stream<Path> entries = Files.list(home)) {
            all = entries.filter(entry -> entry.getFileName().toString().startsWith(PREFIX))
                    .toList();
        }
        for (Path cluster : all) {
            long jvm = Long.parseLong(cluster.getFileName().toString().substring(PREFIX.length()));
            if (ProcessHandle.of(jvm).filter(ProcessHandle::isAlive).isEmpty()) {
                Optional<Postmaster> orphan = Postmaster.of(cluster.resolve("data"));
                orphan.filter(Postmaster::isAlive).ifPresent(alive -> StopAtExit.stop(alive.processId(), "QUIT"));
                Folders.delete(cluster);
            }
        }
    }
}
