package dev.latchkey.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says what goes on while it goes on, and writes what was found as the table of docs/performance.md. */
final class Report {
    private static final String HEAD = """
            | what | concurrent | per second | options p50 / p99 ms | verify p50 / p99 ms | service CPU-ms | of which compiling | yards | \
            database CPU-ms | client CPU-ms | others' share of the CPU |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            """;

    private final long begun = System.nanoTime();
    private final List<String> rows = new ArrayList<>();
    private final List<String> facts = new ArrayList<>();

    /** Says it with the time since the beginning. */
    void progress(String text, Object... values) {
        System.out.printf(
                Locale.ROOT,
                "[%5.1f s] %s%n",
                Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1e3,
                text.formatted(values));
    }

    /** Keeps one line of the table. */
    void line(Line line, Optional<Double> yard) {
        String row = String.format(
                Locale.ROOT,
                "| %s | %d | %.0f | %s | %s | **%.3f** | %.3f | %s | %.3f | %.3f | %.0f %% |",
                line.name(),
                line.concurrent(),
                line.perSecond(),
                latencies(line.options()),
                latencies(line.verify()),
                line.each(line.service()),
                line.each(line.compilers()),
                yard.map(one -> String.format(Locale.ROOT, "%.1f", line.each(line.service()) / one))
                        .orElse("–"),
                line.each(line.database()),
                line.each(line.client()),
                100 * line.foreign());
        rows.add(row);
        progress("%s", row);
        if (line.verify().refusals() > 0) {
            fact(
                    "%s at %d: %d were told to come again (503)",
                    line.name(), line.concurrent(), line.verify().refusals());
        }
    }

    /** Keeps one sentence below the table. */
    void fact(String text, Object... values) {
        String fact = String.format(Locale.ROOT, text, values);
        facts.add("- " + fact);
        progress("%s", fact);
    }

    void roundTrips(Map<String, Long> counted) {
        fact(
                "database round trips, commit included: %s",
                counted.entrySet().stream()
                        .map(call -> call.getKey() + " " + call.getValue())
                        .collect(Collectors.joining("; ")));
    }

    /** Prints the table and writes it to {@code file}. */
    void finish(Path file) throws IOException {
        String text = HEAD + String.join("\n", rows) + "\n\n" + String.join("\n", facts) + "\n";
        Files.writeString(file, text);
        System.out.printf("%n%s%nwritten to %s%n", text, file);
    }

    private static String latencies(Latencies some) {
        return some.count() == 0
                ? "–"
                : String.format(Locale.ROOT, "%.1f / %.1f", some.millisAt(0.5), some.millisAt(0.99));
    }
}
