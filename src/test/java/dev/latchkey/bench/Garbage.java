package dev.latchkey.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads from a JVM's log of collections how much it has allocated: what each collection found beyond what the last left. */
final class Garbage {
    /** {@code [12.345s] GC(7) Pause Young (Allocation Failure) 45M->12M(123M) 3.210ms}. */
    private static final Pattern COLLECTION = Pattern.compile("Pause.* (\\d+)M->(\\d+)M\\(");

    private static final long MEBIBYTE = 1024 * 1024;

    private Garbage() {}

    /** The flag that makes a JVM write such a log. */
    static String flag(Path log) {
        return "-Xlog:gc:file=" + log + ":uptime";
    }

    /** Returns the bytes up to the last collection; 0 where there is no log, as of a native executable. */
    static long allocated(Path log) {
        if (!Files.exists(log)) {
            return 0;
        }
        long allocated = 0;
        long left = 0;
        try (Stream<String> lines = Files.lines(log)) {
            for (Matcher found :
                    (Iterable<Matcher>) lines.map(COLLECTION::matcher).filter(Matcher::find)::iterator) {
                allocated += Long.parseLong(found.group(1)) - left;
                left = Long.parseLong(found.group(2));
            }
            return allocated * MEBIBYTE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
