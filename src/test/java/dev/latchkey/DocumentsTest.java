package dev.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import dev.latchkey.architecture.House;
import dev.latchkey.architecture.Tables;
import dev.latchkey.audit.Event;
import dev.latchkey.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents name what the code has: nothing forgotten, and nothing invented where that can be seen. */
class DocumentsTest {
    private static final JavaClasses HOUSE = House.classes();
    private static final String INTEGRATE = read(Path.of("docs/integrate.md"));
    private static final String CONSOLE = read(Path.of("docs/console.md"));
    private static final String OPERATIONS = read(Path.of("docs/operations.md"));
    private static final String PRIVACY = read(Path.of("docs/privacy.md"));
    private static final Path MAIN = Path.of("src/main/java");

    @Test
    void everyProblemIsExplainedWithItsStatus() {
        Map<String, String> explained = rows(INTEGRATE, Pattern.compile("^\\| `([a-z-]+)` \\| (\\d{3}) \\|"));
        Map<String, String> uttered = new TreeMap<>();
        for (Problem problem : Problem.values()) {
            uttered.put(problem.code(), Integer.toString(problem.status()));
        }

        assertThat(explained).isEqualTo(uttered);
    }

    @Test
    void everyAddressIsDescribed() {
        List<String> forgotten = HOUSE.stream()
                .filter(type -> type.isAnnotatedWith("jakarta.ws.rs.Path"))
                .flatMap(DocumentsTest::addresses)
                .filter(address -> !INTEGRATE.contains(address) && !CONSOLE.contains(address))
                .toList();

        assertThat(forgotten).isEmpty();
    }

    @Test
    void everyJournalEventIsNamed() {
        Map<String, String> named =
                rows(section(OPERATIONS, "## Journal events"), Pattern.compile("^\\| `([a-z_]+)` \\| (\\w)"));
        List<String> events = Stream.of(Event.values()).map(Event::value).toList();

        assertThat(named.keySet()).containsExactlyInAnyOrderElementsOf(events);
    }

    @Test
    void everySettingIsNamedWithItsDefault() {
        Map<String, String> settings = new TreeMap<>();
        HOUSE.stream()
                .filter(type -> type.isAnnotatedWith("io.smallrye.config.ConfigMapping"))
                .forEach(type -> settings(type, prefix(type), settings));
        Map<String, String> named =
                rows(OPERATIONS, Pattern.compile("^\\| `(latchkey\\.[\\w.<>-]+)` \\|\\s*(?:`([^`]*)`)?\\s*\\|"));

        assertThat(named.keySet()).containsExactlyInAnyOrderElementsOf(settings.keySet());
        settings.values().removeIf(String::isEmpty); // a default may stand in application.properties
        assertThat(named).containsAllEntriesOf(settings);
    }

    @Test
    void everyMetricIsNamed() {
        Pattern metric = Pattern.compile("(?:counter|summary|timer|gauge|builder)\\(\\s*\"([a-z][a-z._]+)\"");
        TreeSet<String> counted = new TreeSet<>();
        sources()
                .forEach(source -> metric.matcher(source)
                        .results()
                        .map(found -> found.group(1).replace('.', '_'))
                        .forEach(counted::add));

        assertThat(counted)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(OPERATIONS).contains("`" + name));
    }

    @Test
    void everyTableIsInTheDataMap() {
        assertThat(Tables.ofTheMigrations())
                .allSatisfy(table -> assertThat(PRIVACY).contains("| `" + table + "` |"));
    }

    @Test
    void everyTestThatADocumentCitesExists() {
        Pattern cited = Pattern.compile("`((?:\\w+\\.)*)(\\w+Test)`");
        List<String> missing = new ArrayList<>();
        for (Path document : documents()) {
            cited.matcher(read(document))
                    .results()
                    .map(found -> found.group(1).replace('.', '/') + found.group(2) + ".java")
                    .filter(test -> !Files.exists(Path.of("src/test/java/dev/latchkey", test)))
                    .forEach(test -> missing.add(document + " cites " + test));
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void everyLinkLeadsSomewhere() {
        Pattern link = Pattern.compile("]\\((?!https?:|#|mailto:)([^)#]+)(?:#[^)]*)?\\)");
        List<String> broken = new ArrayList<>();
        for (Path document : documents()) {
            link.matcher(read(document))
                    .results()
                    .map(found -> found.group(1))
                    .filter(target -> !Files.exists(document.toAbsolutePath().resolveSibling(target)))
                    .forEach(target -> broken.add(document + " → " + target));
        }

        assertThat(broken).isEmpty();
    }

    /** Rows of a table, first column to second; a second column that is not code counts as empty. */
    private static Map<String, String> rows(String text, Pattern row) {
        Map<String, String> rows = new TreeMap<>();
        text.lines()
                .flatMap(line -> row.matcher(line).results())
                .forEach((MatchResult found) -> rows.put(found.group(1), found.group(2) == null ? "" : found.group(2)));
        return rows;
    }

    private static String section(String text, String heading) {
        String from = text.substring(text.indexOf(heading + "\n"));
        int next = from.indexOf("\n## ", heading.length());
        return next < 0 ? from : from.substring(0, next);
    }

    private static Stream<String> addresses(JavaClass resource) {
        String root = path(resource.getAnnotationOfType("jakarta.ws.rs.Path").getProperties());
        return resource.getMethods().stream()
                .filter(method -> method.getAnnotations().stream()
                        .anyMatch(annotation -> annotation.getRawType().isAnnotatedWith("jakarta.ws.rs.HttpMethod")))
                .map(method -> verb(method) + " " + root
                        + method.tryGetAnnotationOfType("jakarta.ws.rs.Path")
                                .map(annotation -> path(annotation.getProperties()))
                                .orElse(""));
    }

    private static String verb(JavaMethod method) {
        return method.getAnnotations().stream()
                .map(annotation -> annotation.getRawType())
                .filter(type -> type.isAnnotatedWith("jakarta.ws.rs.HttpMethod"))
                .map(JavaClass::getSimpleName)
                .findFirst()
                .orElseThrow();
    }

    private static String path(Map<String, Object> properties) {
        String path = String.valueOf(properties.get("value"));
        return path.startsWith("/") ? path : "/" + path;
    }

    private static String prefix(JavaClass mapping) {
        return String.valueOf(mapping.getAnnotationOfType("io.smallrye.config.ConfigMapping")
                .getProperties()
                .get("prefix"));
    }

    private static void settings(JavaClass mapping, String prefix, Map<String, String> into) {
        for (JavaMethod method : mapping.getMethods()) {
            if (method.isAnnotatedWith("io.smallrye.config.WithParentName")) {
                HOUSE.stream()
                        .filter(type -> type.getEnclosingClass().equals(java.util.Optional.of(mapping)))
                        .forEach(nested -> settings(nested, prefix + ".<id>", into));
                continue;
            }
            String name = method.tryGetAnnotationOfType("io.smallrye.config.WithName")
                    .map(given -> String.valueOf(given.getProperties().get("value")))
                    .orElseGet(() -> method.getName()
                            .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                            .toLowerCase(Locale.ROOT));
            into.put(
                    prefix + "." + name,
                    method.tryGetAnnotationOfType("io.smallrye.config.WithDefault")
                            .map(given -> String.valueOf(given.getProperties().get("value")))
                            .orElse(""));
        }
    }

    private static Stream<String> sources() {
        return walk(MAIN).filter(file -> file.toString().endsWith(".java")).map(DocumentsTest::read);
    }

    private static List<Path> documents() {
        return Stream.concat(
                        walk(Path.of("docs")),
                        Stream.of("README.md", "CONVENTIONS.md", "SECURITY.md", "CHANGELOG.md")
                                .map(Path::of))
                .filter(file -> file.toString().endsWith(".md"))
                .toList();
    }

    private static Stream<Path> walk(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
