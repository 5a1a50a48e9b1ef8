package dev.latchkey.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What one run does, from system properties.
 *
 * @param line how long each line of the table is measured ({@code bench.seconds}, 15)
 * @param warmUp how many logins warm a fresh service before its first line ({@code bench.warm-up}, 1,000 for each second
 *     of a line); the compilers want calls, not time, and a busy machine gives fewer of them
 * @param longestWarmUp when the warm-up ends all the same, though HotSpot still compiles: after twelve lines
 * @param concurrent how many sign in at the same time, line by line ({@code bench.concurrent}, 1,8,32)
 * @param serviceFlags flags of the service's JVM ({@code bench.flags})
 * @param accounts how many accounts the database is to hold when a login is measured again, each number larger than the one
 *     before ({@code bench.accounts}, none); ten million take about 16 GB
 * @param visitors how many customers sign in ({@code bench.visitors}, 64, and 1,024 where accounts are given)
 * @param nativeService a native executable of the service ({@code bench.native}, none)
 * @param compared services to be compared instead, one behind the other with {@code ;} between ({@code bench.compare},
 *     none); see {@link Comparison}
 * @param service the packaged service ({@code bench.service})
 * @param home where the database and the result are kept ({@code bench.home})
 */
record Plan(
        Duration line,
        int warmUp,
        Duration longestWarmUp,
        List<Integer> concurrent,
        List<String> serviceFlags,
        List<Long> accounts,
        int visitors,
        Optional<Path> nativeService,
        List<String> compared,
        Path service,
        Path home) {
    /** See docs/performance.md for why these. */
    private static final String FLAGS =
            "-Xms64m -Xmx256m -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:+UseTransparentHugePages --enable-native-access=ALL-UNNAMED";

    static Plan fromSystemProperties() {
        int seconds = Integer.getInteger("bench.seconds", 15);
        List<Long> accounts =
                words("bench.accounts", "").stream().map(Long::valueOf).toList();
        return new Plan(
                Duration.ofSeconds(seconds),
                Integer.getInteger("bench.warm-up", 1000 * seconds),
                Duration.ofSeconds(12L * seconds),
                words("bench.concurrent", "1,8,32").stream()
                        .map(Integer::valueOf)
                        .toList(),
                list("bench.flags", FLAGS, " "),
                accounts,
                Integer.getInteger("bench.visitors", accounts.isEmpty() ? 64 : 1024),
                words("bench.native", "").stream()
                        .map(Path::of)
                        .filter(Files::isExecutable)
                        .findFirst(),
                list("bench.compare", "", ";"),
                Path.of(System.getProperty("bench.service", "target/quarkus-app/quarkus-run.jar")),
                Path.of(System.getProperty("bench.home", "target/bench")));
    }

    private static List<String> words(String property, String usual) {
        return list(property, usual, ",");
    }

    /** An empty property is one that is not set. */
    private static List<String> list(String property, String usual, String between) {
        String set = System.getProperty(property, "");
        return Arrays.stream((set.isBlank() ? usual : set).split(between))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** The same for one service by itself: with further flags, of another build perhaps, in a folder of its own. */
    Plan alone(List<String> furtherFlags, Path of, Path in) {
        List<String> flags = new ArrayList<>(serviceFlags);
        flags.addAll(furtherFlags);
        return new Plan(
                line, warmUp, longestWarmUp, concurrent, flags, List.of(), visitors, nativeService, List.of(), of, in);
    }

    /** The most that sign in at the same time. */
    int most() {
        return concurrent.stream().max(Integer::compare).orElse(1);
    }
}
