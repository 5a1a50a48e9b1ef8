package dev.latchkey.packaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What our files below {@code META-INF/native-image} tell the image builder. */
record Metadata(List<JsonNode> documents, List<Properties> arguments) {
    private static final Path FOLDER = Path.of("src/main/resources/META-INF/native-image");

    /** Everything that is registered in the project. */
    static Metadata ofTheProject() {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> documents = new ArrayList<>();
        List<Properties> arguments = new ArrayList<>();
        for (Path file : files(FOLDER)) {
            try {
                if (file.endsWith("reachability-metadata.json")) {
                    documents.add(json.readTree(file.toFile()));
                } else {
                    Properties properties = new Properties();
                    try (var reader = Files.newBufferedReader(file)) {
                        properties.load(reader);
                    }
                    arguments.add(properties);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new Metadata(List.copyOf(documents), List.copyOf(arguments));
    }

    static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One class that is reflected on. */
    List<JsonNode> types() {
        return all("reflection");
    }

    /** The patterns of our own resources; those of modules of the JDK name their module. */
    List<String> globs() {
        return all("resources").stream()
                .filter(entry -> !entry.has("module"))
                .map(entry -> entry.path("glob").asText())
                .toList();
    }

    /** Resources of the JDK's own modules: {@code module/path}. */
    List<String> ofTheJdk() {
        return all("resources").stream()
                .filter(entry -> entry.has("module"))
                .map(entry ->
                        entry.path("module").asText() + "/" + entry.path("glob").asText())
                .toList();
    }

    /** The classes and packages that are initialised where the executable runs. */
    Set<String> atRunTime() {
        Set<String> names = new TreeSet<>();
        for (Properties properties : arguments) {
            for (String argument : properties.getProperty("Args", "").split(" ")) {
                if (argument.startsWith("--initialize-at-run-time=")) {
                    names.addAll(Arrays.asList(
                            argument.substring(argument.indexOf('=') + 1).split(",")));
                }
            }
        }
        return names;
    }

    /** Those of {@code resources} that no pattern covers. */
    static List<String> uncovered(List<String> resources, List<String> globs) {
        return resources.stream()
                .filter(resource -> globs.stream().noneMatch(glob -> matches(glob, resource)))
                .toList();
    }

    static boolean matches(String glob, String resource) {
        return FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(Path.of(resource));
    }

    private List<JsonNode> all(String section) {
        return documents.stream()
                .flatMap(document -> document.path(section).valueStream())
                .toList();
    }
}
