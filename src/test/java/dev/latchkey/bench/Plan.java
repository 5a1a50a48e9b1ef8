package dev.latchkey.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What one run does, from system properties.
 *
 * @param line how long each line of the table is measured ({@code bench.seconds}, 15)
 * @param warmUp how many logins warm a fresh service before its first line ({@code bench.warm-up}, 1,000 for each second
 *     of a line); the compilers want calls, not time, and a busy machine gives fewer of them
 * @param longestWarmUp when the warm-up ends all the same: after four lines
 * @param concurrent how many sign in at the same time, line by line ({@code bench.concurrent}, 1,8,32)
 * @param serviceFlags flags of the service's JVM ({@code bench.flags})
 * @param service the packaged service ({@code bench.service})
 * @param home where the database and the result are kept ({@code bench.home})
 */
record Plan(
        Duration line,
        int warmUp,
        Duration longestWarmUp,
        List<Integer> concurrent,
        List<String> serviceFlags,
        Path service,
        Path home) {
    /** See docs/performance.md for why these. */
    private static final String FLAGS =
            "-Xms64m -Xmx256m -XX:+UseSerialGC -XX:+UseCompactObjectHeaders" + " --enable-native-access=ALL-UNNAMED";

    static Plan fromSystemProperties() {
        int seconds = Integer.getInteger("bench.seconds", 15);
        return new Plan(
                Duration.ofSeconds(seconds),
                Integer.getInteger("bench.warm-up", 1000 * seconds),
                Duration.ofSeconds(4L * seconds),
                List.of(System.getProperty("bench.concurrent", "1,8,32").split(",")).stream()
                        .map(Integer::valueOf)
                        .toList(),
                List.of(System.getProperty("bench.flags", FLAGS).split(" ")),
                Path.of(System.getProperty("bench.service", "target/quarkus-app/quarkus-run.jar")),
                Path.of(System.getProperty("bench.home", "target/bench")));
    }

    /** The most that sign in at the same time. */
    int most() {
        return concurrent.stream().max(Integer::compare).orElse(1);
    }
}
