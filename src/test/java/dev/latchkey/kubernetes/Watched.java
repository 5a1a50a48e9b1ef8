package dev.latchkey.kubernetes;

import static dev.latchkey.kubernetes.Manifest.each;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules about what watches the service: it counts on metrics that exist, and every alert leads to words. */
final class Watched {
    private static final Set<String> URGENCIES = Set.of("page", "page-by-day", "ticket");

    private Watched() {}

    /** Alerts, dashboards and adapters speak of metrics that the documents know, or that a rule records. */
    static Stream<String> everyMetricExists(List<Manifest> all) {
        Set<String> known = new TreeSet<>(Documents.metrics());
        rules(all).map(rule -> rule.path("record").asText()).forEach(known::add);
        return expressions(all)
                .flatMap(expression -> PromQl.metrics(expression).stream()
                        .filter(metric -> !known.contains(metric))
                        .map(metric -> metric + " does not exist: " + expression));
    }

    /** What they want of a metric it has: a label with a value that the documents list. {@code job} comes of Prometheus. */
    static Stream<String> everyLabelExists(List<Manifest> all) {
        return expressions(all)
                .flatMap(expression -> PromQl.wanted(expression).stream()
                        .filter(wanted -> !wanted.label().equals("job")
                                && !Documents.has(wanted.metric(), wanted.label(), wanted.value()))
                        .map(wanted -> wanted.metric() + " never has " + wanted.label() + "=" + wanted.value() + ": "
                                + expression));
    }

    private static Stream<String> expressions(List<Manifest> all) {
        return Stream.concat(
                rules(all).map(rule -> rule.path("expr").asText()),
                Stream.concat(
                        panels(all)
                                .flatMap(panel -> each(panel.path("targets")))
                                .map(target -> target.path("expr").asText()),
                        adapterRules(all).map(rule -> rule.path("metricsQuery").asText())));
    }

    /** Every alert says how urgent it is and what to do, and every alert of the documents has its rule. */
    static Stream<String> everyAlertLeadsToWords(List<Manifest> all) {
        Set<String> named = alerts(all).map(rule -> rule.path("alert").asText()).collect(Collectors.toSet());
        Stream<String> dumb = alerts(all)
                .filter(rule -> !Documents.leads(
                                rule.at("/annotations/runbook_url").asText())
                        || !URGENCIES.contains(rule.at("/labels/severity").asText())
                        || rule.at("/annotations/summary").asText().isEmpty())
                .map(rule -> rule.path("alert").asText() + " leads nowhere or says too little");
        Stream<String> forgotten = Documents.alerts().stream()
                .filter(alert -> !named.isEmpty() && !named.contains(alert))
                .map(alert -> alert + " has a heading and no rule");
        return Stream.concat(dumb, forgotten);
    }

    /** What the autoscaler asks for is what the adapter's rule makes. */
    static Stream<String> theAdapterMakesWhatTheScalingAsksFor(List<Manifest> all) {
        Set<String> made =
                adapterRules(all).map(rule -> rule.at("/name/as").asText()).collect(Collectors.toSet());
        return all.stream()
                .filter(manifest -> manifest.kind().equals("HorizontalPodAutoscaler"))
                .flatMap(manifest -> each(manifest.spec().path("metrics"))
                        .map(metric -> metric.at("/pods/metric/name").asText())
                        .filter(name -> !name.isEmpty() && !made.contains(name))
                        .map(name -> manifest + " asks for " + name + ", which no adapter makes"));
    }

    /** Dashboards have titles, panels have units, and no two share a place. */
    static Stream<String> everyPanelHasItsPlace(List<Manifest> all) {
        return dashboards(all).flatMap(dashboard -> {
            List<String> places = each(dashboard.path("panels"))
                    .map(panel -> panel.at("/gridPos/x").asText() + ","
                            + panel.at("/gridPos/y").asText())
                    .toList();
            boolean whole = Set.copyOf(places).size() == places.size()
                    && !places.isEmpty()
                    && !dashboard.path("title").asText().isEmpty()
                    && each(dashboard.path("panels"))
                            .noneMatch(panel -> panel.at("/fieldConfig/defaults/unit")
                                            .asText()
                                            .isEmpty()
                                    || panel.path("title").asText().isEmpty());
            return whole ? Stream.empty() : Stream.of(dashboard.path("uid").asText() + " is not whole");
        });
    }

    /** All metrics that rules and dashboards speak of. */
    static Set<String> metrics(List<Manifest> all) {
        return Stream.concat(
                        rules(all).map(rule -> rule.path("expr").asText()),
                        panels(all)
                                .flatMap(panel -> each(panel.path("targets")))
                                .map(target -> target.path("expr").asText()))
                .flatMap(expression -> PromQl.metrics(expression).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<JsonNode> rules(List<Manifest> all) {
        return all.stream()
                .filter(manifest -> manifest.kind().equals("PrometheusRule"))
                .flatMap(manifest -> each(manifest.spec().path("groups")))
                .flatMap(group -> each(group.path("rules")));
    }

    private static Stream<JsonNode> alerts(List<Manifest> all) {
        return rules(all).filter(rule -> rule.has("alert"));
    }

    private static Stream<JsonNode> dashboards(List<Manifest> all) {
        return files(all, "-dashboards");
    }

    private static Stream<JsonNode> panels(List<Manifest> all) {
        return dashboards(all).flatMap(dashboard -> each(dashboard.path("panels")));
    }

    private static Stream<JsonNode> adapterRules(List<Manifest> all) {
        return files(all, "-adapter-rules").flatMap(Manifest::each);
    }

    private static Stream<JsonNode> files(List<Manifest> all, String ending) {
        return all.stream()
                .filter(manifest ->
                        manifest.kind().equals("ConfigMap") && manifest.name().endsWith(ending))
                .flatMap(manifest -> each(manifest.body().path("data")))
                .map(file -> {
                    try {
                        return Manifest.YAML.readTree(file.asText());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }
}
