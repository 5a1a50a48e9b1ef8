package dev.latchkey.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the documents promise, as far as manifests have to keep it. */
final class Documents {
    private static final String OPERATIONS = read(Path.of("docs/operations.md"));
    private static final String README = read(Path.of("k8s/README.md"));
    private static final String PROPERTIES = read(Path.of("src/main/resources/application.properties"));

    /** What Quarkus counts that our rules and dashboards use; {@link MetricsThatExistTest} looks at a running service. */
    static final Set<String> METRICS_OF_QUARKUS = Set.of(
            "http_server_requests_seconds_count",
            "http_server_requests_seconds_sum",
            "process_cpu_usage",
            "jvm_memory_used_bytes",
            "agroal_active_count",
            "agroal_awaiting_count");

    private Documents() {}

    /** Every metric that docs/operations.md lists, with the endings of histograms. */
    static Set<String> metrics() {
        Set<String> metrics = new TreeSet<>(METRICS_OF_QUARKUS);
        metrics.add("up"); // Prometheus' own
        Pattern.compile("^\\| `([a-z][a-z_]+)` \\| ", Pattern.MULTILINE)
                .matcher(section("## Metrics"))
                .results()
                .map(found -> found.group(1))
                .forEach(metrics::add);
        metrics.stream()
                .filter(name ->
                        name.endsWith("_seconds") && section("## Metrics").contains(name + "` |"))
                .toList()
                .forEach(name -> Set.of("_bucket", "_count", "_sum").forEach(end -> metrics.add(name + end)));
        return metrics;
    }

    /** Whether a metric that docs/operations.md lists has a label with this value; of others nothing is known. */
    static boolean has(String metric, String label, String value) {
        String name = metric.replaceFirst("_(bucket|count|sum)$", "");
        return Pattern.compile("^\\| `(?:" + metric + "|" + name + ")` \\| ([^|]*)\\|", Pattern.MULTILINE)
                .matcher(section("## Metrics"))
                .results()
                .allMatch(row ->
                        row.group(1).contains("`" + label + "`") && row.group(1).contains("`" + value + "`"));
    }

    /** Alerts that have a heading of their own. */
    static Set<String> alerts() {
        return Pattern.compile("^### Alert (\\w+)$", Pattern.MULTILINE)
                .matcher(OPERATIONS)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether a link like {@code docs/operations.md#ports-and-health} leads to a heading. */
    static boolean leads(String link) {
        String[] parts = link.split("#", 2);
        Path file = Path.of(parts[0]);
        return parts.length == 2
                && Files.exists(file)
                && read(file)
                        .lines()
                        .filter(line -> line.startsWith("#"))
                        .map(Documents::anchor)
                        .anyMatch(parts[1]::equals);
    }

    /** Addresses of the management port. */
    static Set<String> addressesOfManagement() {
        return Pattern.compile("^\\| `(/q/[a-z/]+)` \\|", Pattern.MULTILINE)
                .matcher(OPERATIONS)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What k8s/README.md tells the operator to supply: kind and name to the keys in it. */
    static Map<String, Set<String>> supplied() {
        Map<String, Set<String>> supplied = new TreeMap<>();
        Pattern.compile(
                        "^\\| (Secret|ConfigMap|PersistentVolumeClaim) \\| `([a-z-]+)` \\| ([^|]*)\\|",
                        Pattern.MULTILINE)
                .matcher(README)
                .results()
                .forEach(row -> supplied.put(
                        row.group(1) + " " + row.group(2),
                        Pattern.compile("`([\\w.-]+)`")
                                .matcher(row.group(3))
                                .results()
                                .map(key -> key.group(1))
                                .collect(Collectors.toSet())));
        return supplied;
    }

    /** A number, or one of seconds, in application.properties; 0 where it is not set there. */
    static int number(String setting) {
        return Pattern.compile("^(?:%prod\\.)?" + Pattern.quote(setting) + "=(\\d+)[sS]?$", Pattern.MULTILINE)
                .matcher(PROPERTIES)
                .results()
                .map(found -> Integer.parseInt(found.group(1)))
                .findFirst()
                .orElse(0);
    }

    private static String section(String heading) {
        String from = OPERATIONS.substring(OPERATIONS.indexOf(heading + "\n"));
        int next = from.indexOf("\n## ", heading.length());
        return next < 0 ? from : from.substring(0, next);
    }

    private static String anchor(String heading) {
        return heading.replaceFirst("^#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9 -]", "")
                .replace(' ', '-');
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
