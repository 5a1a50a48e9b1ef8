package dev.latchkey.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Rules about files, which class files do not tell. */
public final class Sources {
    /** Past this many lines one looks for the second idea. */
    public static final int LONG = 250;

    private static final int LONGEST = 300;
    private static final Pattern OPEN_END = Pattern.compile("\\b(TODO|FIXME|XXX)\\b(?!\\(#\\d+\\))");

    private Sources() {}

    /** Returns a complaint for each Java file that is longer than a reader can hold. */
    public static List<String> tooLong(Path root) {
        return longerThan(root, LONGEST);
    }

    /** Returns a line for each Java file with more than {@code most} lines. */
    public static List<String> longerThan(Path root, int most) {
        return each(root, file -> {
            long lines = read(file).lines().count();
            return lines > most ? Stream.of(file + " has " + lines + " lines") : Stream.empty();
        });
    }

    /** Returns a complaint for each package that does not say what it is for. */
    public static List<String> packagesWithoutAWord(Path root) {
        return each(root, file -> {
                    Path said = file.resolveSibling("package-info.java");
                    boolean says = Files.exists(said)
                            && read(said).contains("/**")
                            && read(said).contains("@org.jspecify.annotations.NullMarked");
                    return says
                            ? Stream.empty()
                            : Stream.of(file.getParent() + " has no package-info that says its purpose");
                })
                .stream()
                .distinct()
                .toList();
    }

    /** Returns a complaint for each open end that no issue remembers. */
    public static List<String> openEnds(Path root) {
        return each(
                root,
                file -> read(file)
                        .lines()
                        .filter(line -> OPEN_END.matcher(line).find())
                        .map(line -> file + " leaves open: " + line.strip()));
    }

    private static List<String> each(Path root, Function<Path, Stream<String>> complaints) {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .forEach(file -> complaints.apply(file).forEach(found::add));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
