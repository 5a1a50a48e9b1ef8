package dev.latchkey.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The authorisation matrix, {@code docs/authorisation.csv}, and how to call what it names. */
final class Matrix {
    static final String OPS = "/v1/ops/";

    private static final Path ROWS = Path.of("docs/authorisation.csv");
    private static final Path EXAMPLES = Path.of("src/test/resources/dev/latchkey/console/examples.csv");

    private Matrix() {}

    /** One operation, and what each column says. */
    record Row(String operation, Map<String, String> cells) {
        String method() {
            return operation.split(" ")[0];
        }

        String template() {
            return operation.split(" ")[1];
        }

        boolean isForStaff() {
            return template().startsWith(OPS);
        }

        boolean isManaged() {
            return template().contains("{rp}");
        }
    }

    /**
     * How to call one operation.
     *
     * @param variables what stands in its path, by name; what begins with an at sign is made by {@link Objects}
     * @param body its body, empty for none
     * @param bodyOfAbsent the body where the path names nothing
     */
    record Example(Map<String, String> variables, String body, String bodyOfAbsent) {
        static final Example NONE = new Example(Map.of(), "", "");

        /** The path at a relying party; makes what it names. */
        String path(String template, String relyingParty) {
            return filled(
                    template,
                    relyingParty,
                    value -> value.startsWith("@")
                            ? Objects.MADE.get(value.substring(1)).apply(relyingParty)
                            : value);
        }

        /** The path at a relying party, naming nothing there. */
        String pathToNothing(String template, String relyingParty) {
            return filled(template, relyingParty, value -> Objects.NOTHING);
        }

        private String filled(String template, String relyingParty, Function<String, String> value) {
            String path = template.replace("{rp}", relyingParty);
            for (Map.Entry<String, String> variable : variables.entrySet()) {
                path = path.replace("{" + variable.getKey() + "}", value.apply(variable.getValue()));
            }
            if (path.contains("{")) {
                throw new AssertionError("examples.csv does not say what stands in " + template);
            }
            return path;
        }
    }

    static List<Row> rows() {
        List<String> lines = lines(ROWS);
        String[] columns = lines.getFirst().split(",");
        List<Row> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            if (cells.length != columns.length) {
                throw new AssertionError(columns.length + " columns, not as in " + line);
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 1; i < cells.length; i++) {
                row.put(columns[i], cells[i]);
            }
            rows.add(new Row(cells[0], row));
        }
        return rows;
    }

    static Map<String, Example> examples() {
        Map<String, Example> examples = new LinkedHashMap<>();
        for (String line : lines(EXAMPLES)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.split("\\s*\\|\\s*", 4);
            String body = part(parts, 2);
            String absent = part(parts, 3);
            examples.put(
                    parts[0].strip(), new Example(variables(part(parts, 1)), body, absent.isEmpty() ? body : absent));
        }
        return examples;
    }

    private static String part(String[] parts, int place) {
        return parts.length > place ? parts[place].strip() : "";
    }

    private static Map<String, String> variables(String text) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String one : text.split(",")) {
            if (!one.isBlank()) {
                variables.put(one.split("=")[0].strip(), one.split("=")[1].strip());
            }
        }
        return variables;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
