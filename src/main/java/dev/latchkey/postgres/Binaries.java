package dev.latchkey.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jboss.logging.Logger;

/**
 * The server's programs, unpacked once from the archive on the class path into a folder named after their version.
 *
 * @param folder holds {@code bin}, {@code lib} and {@code share}
 */
record Binaries(Path folder) {
    private static final Logger LOG = Logger.getLogger(Binaries.class);
    private static final Pattern VERSION_IN_JAR_NAME = Pattern.compile("-(\\d+(?:\\.\\d+)+)\\.jar!");
    private static final long NEEDED_BYTES = 500L << 20;

    /** Finds the programs in {@code home}, or unpacks them there. Whoever calls holds the folder's lock. */
    static Binaries in(Path home) throws IOException {
        URL archive = archive();
        Path folder = home.resolve("postgres-" + version(archive));
        if (!Files.isDirectory(folder)) {
            requireSpace(home);
            long begun = System.nanoTime();
            LOG.infof("unpacking PostgreSQL into %s, once", folder);
            Path unfinished = home.resolve(folder.getFileName() + ".unfinished");
            Folders.delete(unfinished);
            unpack(archive, unfinished);
            Files.move(unfinished, folder);
            LOG.infof("unpacked PostgreSQL in %d ms", millisSince(begun));
        }
        return new Binaries(folder);
    }

    /** Returns the absolute path of one of the programs. */
    String program(String name) {
        return folder.resolve("bin").resolve(name).toAbsolutePath().toString();
    }

    private static long millisSince(long begunNanos) {
        return Duration.ofNanos(System.nanoTime() - begunNanos).toMillis();
    }

    private static URL archive() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String processor = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        String name = "postgres-" + system + "-" + processor + ".txz";
        return Optional.ofNullable(
                        Thread.currentThread().getContextClassLoader().getResource(name))
                .orElseThrow(() -> new EmbeddedPostgresException("this build carries no PostgreSQL for " + system + " "
                        + processor + " (" + name + "): build with -Dpostgres.binaries.platform=… as README.md says,"
                        + " or set quarkus.datasource.jdbc.url to a server of your own"));
    }

    private static String version(URL archive) {
        Matcher version = VERSION_IN_JAR_NAME.matcher(archive.toString());
        return version.find() ? version.group(1) : "of-this-build";
    }

    private static void requireSpace(Path home) throws IOException {
        long free = Files.getFileStore(home).getUsableSpace();
        if (free < NEEDED_BYTES) {
            throw new EmbeddedPostgresException("PostgreSQL needs %d MB in %s and %d MB are free: free some, or set"
                            .formatted(NEEDED_BYTES >> 20, home.toAbsolutePath(), free >> 20)
                    + " latchkey.data-folder to another disk");
        }
    }

    private static void unpack(URL archive, Path target) throws IOException {
        Path root = Files.createDirectories(target).toAbsolutePath().normalize();
        try (InputStream packed = new BufferedInputStream(archive.openStream());
                TarArchiveInputStream entries = new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
            for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path file = root.resolve(entry.getName()).normalize();
                if (!file.startsWith(root)) {
                    throw new IOException("the archive reaches outside its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    unpackFile(entries, entry, file);
                }
            }
        }
    }

    private static void unpackFile(TarArchiveInputStream content, TarArchiveEntry entry, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, file);
        boolean executable = (entry.getMode() & 0111) != 0;
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
