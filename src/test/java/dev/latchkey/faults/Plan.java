package dev.latchkey.faults;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What one run does, from system properties. Everything is scaled by the number of kills, so that one number says how
 * long a run is.
 *
 * @param kills how often the service is killed ({@code faults.rounds}, 200)
 * @param only which rounds run ({@code faults.only}, all)
 * @param parallel how many submit the same thing at once ({@code faults.parallel}, 16)
 * @param home where clusters and the result are kept ({@code faults.home})
 * @param previous the jar of the release before, if there is one to update from ({@code faults.previous})
 * @param fakeTime the library that shifts a process's clock ({@code faults.faketime}, where Debian puts it)
 * @param tools where the programs of a whole PostgreSQL are ({@code faults.postgres}, where Debian puts them)
 */
record Plan(
        int kills,
        List<String> only,
        int parallel,
        Path home,
        Optional<Path> previous,
        Optional<Path> fakeTime,
        Optional<Path> tools) {
    private static final List<String> FAKE_TIMES = List.of(
            "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
            "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1");

    static Plan fromSystemProperties() {
        return new Plan(
                Integer.getInteger("faults.rounds", 200),
                Arrays.stream(System.getProperty("faults.only", "").split(","))
                        .filter(name -> !name.isBlank())
                        .toList(),
                Integer.getInteger("faults.parallel", 16),
                Path.of(System.getProperty("faults.home", "target/faults")).toAbsolutePath(),
                file("faults.previous", List.of()),
                file("faults.faketime", FAKE_TIMES),
                file(
                        "faults.postgres",
                        List.of(
                                "/usr/lib/postgresql/18/bin",
                                "/usr/lib/postgresql/17/bin",
                                "/usr/lib/postgresql/16/bin",
                                "/usr/lib/postgresql/15/bin")));
    }

    boolean runs(String round) {
        return only.isEmpty() || only.contains(round);
    }

    /** How often PostgreSQL is killed, and how often it is frozen: 50 of 200. */
    int databaseFaults() {
        return Math.max(2, kills / 4);
    }

    /** How often it goes away and comes back, one time after the other: 20 of 200. */
    int outages() {
        return Math.max(1, kills / 10);
    }

    /** How often each kind of cut is made: 10 of 200. */
    int cuts() {
        return Math.max(1, kills / 20);
    }

    /** How often a standby takes over: 5 of 200. */
    int switches() {
        return Math.max(1, kills / 40);
    }

    /** How often each thing that is good once is submitted many times at once: 1,000 of 200. */
    int doubles() {
        return 5 * kills;
    }

    /** How often a replica is ended, killed or replaced under load: 10 of 200. */
    int ends() {
        return Math.max(1, kills / 20);
    }

    private static Optional<Path> file(String property, List<String> usual) {
        List<String> candidates = Optional.ofNullable(System.getProperty(property))
                .filter(set -> !set.isBlank())
                .map(List::of)
                .orElse(usual);
        return candidates.stream()
                .map(Path::of)
                .filter(path -> path.toFile().exists())
                .findFirst();
    }
}
