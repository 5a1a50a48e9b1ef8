package dev.latchkey.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Names that a variable of the environment may have: of the settings that docs/operations.md lists (which a test compares
 * with the code) and of what the extensions of Quarkus on the class path read at run time, as they themselves say.
 */
final class KnownSettings {
    private static final Pattern OURS = Pattern.compile("^\\| `(latchkey\\.[\\w.<>-]+)` \\|");
    private static final String MODEL = "META-INF/quarkus-config-doc/quarkus-config-model.json";
    private static final Path OPERATIONS = Path.of("docs/operations.md");

    private final List<Pattern> ours;
    private final Set<String> ofQuarkus;

    private KnownSettings(List<Pattern> ours, Set<String> ofQuarkus) {
        this.ours = ours;
        this.ofQuarkus = ofQuarkus;
    }

    static KnownSettings read() {
        try (Stream<String> lines = Files.lines(OPERATIONS)) {
            List<Pattern> ours = lines.flatMap(line -> OURS.matcher(line).results())
                    .map(found -> Pattern.compile(variable(found.group(1)).replace("_ID_", "[A-Z0-9]+")))
                    .toList();
            Set<String> ofQuarkus = new TreeSet<>();
            for (URL model :
                    Collections.list(KnownSettings.class.getClassLoader().getResources(MODEL))) {
                try (InputStream text = model.openStream()) {
                    Manifest.everywhere(new ObjectMapper().readTree(text))
                            .filter(item -> item.path("phase").asText().equals("RUN_TIME"))
                            .map(item -> item.path("path").path("environmentVariable"))
                            .filter(JsonNode::isTextual)
                            .forEach(name -> ofQuarkus.add(name.asText()));
                }
            }
            return new KnownSettings(ours, ofQuarkus);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a running service reads this variable. */
    boolean has(String variable) {
        return ofQuarkus.contains(variable)
                || ours.stream().anyMatch(name -> name.matcher(variable).matches());
    }

    private static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
