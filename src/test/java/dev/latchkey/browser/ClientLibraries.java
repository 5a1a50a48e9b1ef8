package dev.latchkey.browser;

import dev.latchkey.browser.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Other people's libraries, exactly as they are published: fetched by npm into {@code target}, each version and each
 * digest pinned by {@code src/test/npm/package-lock.json}, no script of theirs run.
 */
final class ClientLibraries {
    private static final Path PINNED = Path.of("src/test/npm");
    private static final Path FOLDER = Path.of("target/client-libraries");

    private ClientLibraries() {}

    /** Fetches them, unless the last run has; without npm or its registry the tests are skipped, loudly. */
    static void fetch(String suite) throws IOException, InterruptedException {
        if (isThere()) {
            return;
        }
        Optional<Path> npm = Program.find("NPM", "npm");
        if (npm.isEmpty()) {
            Skipped.loudly(suite, "no npm on the path to fetch what src/test/npm/package.json names");
        }
        Files.createDirectories(FOLDER);
        for (String file : new String[] {"package.json", "package-lock.json"}) {
            Files.copy(PINNED.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Ended ended =
                Program.run(FOLDER, npm.orElseThrow().toString(), "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        if (ended.status() != 0) {
            Skipped.loudly(
                    suite,
                    "npm could not fetch the libraries: " + ended.output().strip());
        }
    }

    /** The text of a library's file. */
    static String file(String path) throws IOException {
        return Files.readString(FOLDER.resolve("node_modules").resolve(path));
    }

    private static boolean isThere() throws IOException {
        Path fetched = FOLDER.resolve("package-lock.json");
        return Files.exists(FOLDER.resolve("node_modules/.package-lock.json"))
                && Files.mismatch(fetched, PINNED.resolve("package-lock.json")) < 0;
    }
}
