package dev.latchkey.browser;

import org.junit.jupiter.api.Assumptions;

/** A suite that cannot run here says so where nobody can miss it, in the log and in the report. */
final class Skipped {
    private static final String LINE = "=".repeat(100);

    private Skipped() {}

    /** Prints a banner and ends the test or the class as skipped. */
    static void loudly(String what, String why) {
        String message = what + " WAS SKIPPED: " + why;
        System.err.printf("%n%s%n  %s%n%s%n%n", LINE, message, LINE);
        Assumptions.abort(message);
    }
}
