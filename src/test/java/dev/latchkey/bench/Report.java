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
            KiB allocated | database CPU-ms | client CPU-ms | others' share of the CPU |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            """;

    private static final String ARRIVALS = """
            | arrivals | due per second | answered per second | of which | p50 / p99 / p99.9 ms since due | service CPU-ms | \
            KiB allocated | others' share of the CPU |
            | --- | --- | --- | --- | --- | --- | --- | --- |
            """;
    private static final String SIZES = """
            | accounts | database MiB | service CPU-ms | database CPU-ms | cost relative to the first | verify p50 / p99 ms | \
            others' share of the CPU |
            | --- | --- | --- | --- | --- | --- | --- |
            """;

    private final long begun = System.nanoTime();
    private final List<String> rows = new ArrayList<>();
    private final List<String> arrivals = new ArrayList<>();
    private final List<String> sizes = new ArrayList<>();
    private final List<String> facts = new ArrayList<>();

    /** Says it with the time since the beginning. */
    void progress(String text, Object... values) {
        System.out.printf(
                Locale.ROOT,
                "[%5.1f s] %s%n",
                Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1e3,
                text.formatted(values));
    }

    /** Keeps one line of the table that was not measured. */
    void notRun(String name) {
        rows.add("| " + name + " | not run |" + " – |".repeat(10));
        progress("%s: not run", name);
    }

    /** Keeps one line of the table. */
    void line(Line line, Optional<Double> yard) {
        String row = String.format(
                Locale.ROOT,
                "| %s | %d | %.0f | %s | %s | **%.3f** | %.3f | %s | %.0f | %.3f | %.3f | %.0f %% |",
                line.name(),
                line.concurrent(),
                line.perSecond(),
                latencies(line.options()),
                latencies(line.verify()),
                line.each(line.spent().service()),
                line.each(line.spent().compilers()),
                yard.map(one -> String.format(
                                Locale.ROOT, "%.1f", line.each(line.spent().service()) / one))
                        .orElse("–"),
                line.kibibytesEach(),
                line.each(line.spent().database()),
                line.each(line.spent().client()),
                100 * line.spent().foreign());
        rows.add(row);
        progress("%s", row);
        if (line.verify().refusals() > 0) {
            fact(
                    "%s at %d: %d were told to come again (503)",
                    line.name(), line.concurrent(), line.verify().refusals());
        }
    }

    /** Keeps what became of arrivals at a constant rate, a row for each kind. */
    void arrivals(Arrivals all) {
        all.latencies().forEach((errand, latencies) -> {
            String row = String.format(
                    Locale.ROOT,
                    "| %s | %.0f | %.0f | %s | %.1f / %.1f / %.1f | **%.3f** | %.0f | %.0f %% |",
                    all.name(),
                    all.due(),
                    all.perSecond(),
                    errand.name().toLowerCase(Locale.ROOT) + " × " + latencies.getTotalCount(),
                    latencies.getValueAtPercentile(50) / 1e3,
                    latencies.getValueAtPercentile(99) / 1e3,
                    latencies.getValueAtPercentile(99.9) / 1e3,
                    all.cpuMillisEach(),
                    all.kibibytesEach(),
                    100 * all.spent().foreign());
            arrivals.add(row);
            progress("%s", row);
        });
        if (all.refusals() > 0) {
            fact("%s: %d were told to come again (503)", all.name(), all.refusals());
        }
    }

    /** Keeps what a login costs with so many accounts, {@code first} being the cost with the fewest. */
    void size(long accounts, long mebibytes, Line line, double first) {
        String row = String.format(
                Locale.ROOT,
                "| %,d | %,d | %.3f | %.3f | **%.2f** | %s | %.0f %% |",
                accounts,
                mebibytes,
                line.each(line.spent().service().minus(line.spent().compilers())),
                line.each(line.spent().database()),
                line.cost() / first,
                latencies(line.verify()),
                100 * line.spent().foreign());
        sizes.add(row);
        progress("%s", row);
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
        String text = HEAD + String.join("\n", rows) + "\n\n";
        text += arrivals.isEmpty() ? "" : ARRIVALS + String.join("\n", arrivals) + "\n\n";
        text += sizes.isEmpty() ? "" : SIZES + String.join("\n", sizes) + "\n\n";
        text += String.join("\n", facts) + "\n";
        Files.writeString(file, text);
        System.out.printf("%n%s%nwritten to %s%n", text, file);
    }

    private static String latencies(Latencies some) {
        return some.count() == 0
                ? "–"
                : String.format(Locale.ROOT, "%.1f / %.1f", some.millisAt(0.5), some.millisAt(0.99));
    }
}
