package dev.latchkey.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says what goes on while it goes on, and writes what was found as the table of docs/reliability.md. */
final class Report {
    private static final String HEAD = """
            | fault | times | must hold | seen | |
            | --- | --- | --- | --- | --- |
            """;

    private final long begun = System.nanoTime();
    private final List<String> rows = new ArrayList<>();
    private final List<String> facts = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private final List<String> notRun = new ArrayList<>();

    /** Says it with the time since the beginning. */
    synchronized void progress(String text, Object... values) {
        System.out.printf(
                Locale.ROOT,
                "[%6.1f s] %s%n",
                Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1e3,
                values.length == 0 ? text : String.format(Locale.ROOT, text, values));
    }

    /** Keeps one line of the table: what had to hold did, or did not. */
    synchronized void line(String fault, int times, String mustHold, String seen, boolean held) {
        rows.add("| %s | %,d | %s | %s | %s |".formatted(fault, times, mustHold, seen, held ? "held" : "**broken**"));
        if (!held) {
            broken.add(fault + ": " + seen);
        }
        progress("%s", rows.getLast());
    }

    /** Keeps one line of the table for what this machine cannot do. */
    synchronized void notRun(String fault, String mustHold, String why) {
        rows.add("| %s | 0 | %s | %s | not run |".formatted(fault, mustHold, why));
        notRun.add(fault + ": " + why);
        progress("%s", rows.getLast());
    }

    /** Keeps one sentence below the table. */
    synchronized void fact(String text, Object... values) {
        facts.add("- " + (values.length == 0 ? text : String.format(Locale.ROOT, text, values)));
        progress("%s", facts.getLast());
    }

    /** What did not hold. */
    synchronized List<String> broken() {
        return List.copyOf(broken);
    }

    /** What this machine cannot do. */
    synchronized List<String> notRun() {
        return List.copyOf(notRun);
    }

    /** Prints the table and writes it to {@code file}. */
    synchronized void finish(Path file) throws IOException {
        fact(
                "took %d minutes; %d lines held, %d broken, %d not run",
                Duration.ofNanos(System.nanoTime() - begun).toMinutes(),
                rows.size() - broken.size() - notRun.size(),
                broken.size(),
                notRun.size());
        String text = HEAD + String.join("\n", rows) + "\n\n" + String.join("\n", facts) + "\n";
        Files.writeString(file, text);
        System.out.printf("%n%s%nwritten to %s%n", text, file);
    }
}
