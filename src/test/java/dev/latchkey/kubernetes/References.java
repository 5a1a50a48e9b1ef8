package dev.latchkey.kubernetes;

import static dev.latchkey.kubernetes.Manifest.each;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Rules about what manifests say of one another: names, keys, ports and labels must be there. */
final class References {
    private References() {}

    /** Secrets, settings and volumes are in the rendering, or the operator was told to supply them. */
    static Stream<String> namesAndKeysExist(List<Manifest> all) {
        return all.stream()
                .flatMap(manifest -> Stream.of(
                                manifest.containers().flatMap(References::asked),
                                manifest.pod().stream()
                                        .flatMap(pod -> each(pod.path("spec").path("volumes")))
                                        .flatMap(References::mounted),
                                each(manifest.spec().path("tls"))
                                        .map(tls -> new Asked(
                                                "Secret", tls.path("secretName").asText(), "tls.crt")),
                                ofTheCluster(manifest))
                        .flatMap(asked -> asked)
                        .filter(asked -> !isThere(all, asked))
                        .map(asked -> manifest + " asks for " + asked + ", which nobody supplies"));
    }

    private record Asked(String kind, String name, String key) {
        @Override
        public String toString() {
            return kind + " " + name + (key.isEmpty() ? "" : " " + key);
        }
    }

    private static Stream<Asked> asked(JsonNode container) {
        return Stream.concat(
                each(container.path("envFrom"))
                        .map(from -> new Asked(
                                "ConfigMap",
                                from.path("configMapRef").path("name").asText(),
                                "")),
                each(container.path("env"))
                        .flatMap(variable -> variable.path("valueFrom").properties().stream())
                        .map(from -> new Asked(
                                from.getKey().equals("secretKeyRef") ? "Secret" : "ConfigMap",
                                from.getValue().path("name").asText(),
                                from.getValue().path("key").asText())));
    }

    private static Stream<Asked> mounted(JsonNode volume) {
        Stream<Asked> secret = volume.has("secret")
                ? each(volume.path("secret").path("items"))
                        .map(item -> new Asked(
                                "Secret",
                                volume.path("secret").path("secretName").asText(),
                                item.path("key").asText()))
                : Stream.empty();
        Stream<Asked> others = Stream.of(
                        new Asked(
                                "ConfigMap",
                                volume.path("configMap").path("name").asText(),
                                ""),
                        new Asked(
                                "PersistentVolumeClaim",
                                volume.path("persistentVolumeClaim")
                                        .path("claimName")
                                        .asText(),
                                ""))
                .filter(asked -> !asked.name().isEmpty());
        return Stream.concat(secret, others);
    }

    private static Stream<Asked> ofTheCluster(Manifest manifest) {
        return !manifest.kind().equals("Cluster")
                ? Stream.empty()
                : Stream.concat(
                                Stream.of(manifest.spec().at("/bootstrap/initdb/secret/name")),
                                each(manifest.spec().at("/managed/roles")).map(role -> role.at("/passwordSecret/name")))
                        .map(name -> new Asked("Secret", name.asText(), "password"));
    }

    private static boolean isThere(List<Manifest> all, Asked asked) {
        Map<String, Set<String>> supplied = Documents.supplied();
        String name = asked.kind() + " " + asked.name();
        return all.stream()
                        .filter(manifest -> manifest.toString().equals(name))
                        .anyMatch(manifest -> asked.key().isEmpty()
                                || manifest.body().path("data").has(asked.key()))
                || supplied.containsKey(name)
                        && (asked.key().isEmpty() || supplied.get(name).contains(asked.key()));
    }

    /** A selector that selects nothing is a service without replicas, or a rule for nobody. */
    static Stream<String> selectorsSelect(List<Manifest> all) {
        return all.stream()
                .flatMap(manifest -> selectors(manifest)
                        .filter(selector -> candidates(all, manifest)
                                .noneMatch(labels -> labels.entrySet()
                                        .containsAll(Manifest.labels(selector).entrySet())))
                        .map(selector -> manifest + " selects nothing with " + selector));
    }

    private static Stream<JsonNode> selectors(Manifest manifest) {
        Stream<JsonNode> selectors = manifest.kind().equals("Service")
                ? Stream.of(manifest.spec().path("selector"))
                : Stream.of(
                                Stream.of(
                                        manifest.spec().at("/selector/matchLabels"),
                                        manifest.spec().at("/podSelector/matchLabels")),
                                Manifest.everywhere(manifest.spec()).map(node -> node.at("/labelSelector/matchLabels")),
                                // Pods of the same namespace; those of other namespaces are not ours.
                                Manifest.everywhere(manifest.spec())
                                        .filter(peer -> !peer.has("namespaceSelector"))
                                        .map(peer -> peer.at("/podSelector/matchLabels")))
                        .flatMap(found -> found);
        return selectors.filter(JsonNode::isObject).distinct();
    }

    private static Stream<Map<String, String>> candidates(List<Manifest> all, Manifest asking) {
        if (asking.kind().equals("ServiceMonitor")) {
            return all.stream().filter(one -> one.kind().equals("Service")).map(Manifest::labels);
        }
        boolean itself = asking.pod().isPresent();
        return all.stream()
                .filter(one -> !itself || one.equals(asking))
                .flatMap(one -> one.kind().equals("Cluster")
                        ? Stream.of(Map.of("cnpg.io/cluster", one.name()))
                        : one.pod().stream().map(pod -> Manifest.labels(pod.at("/metadata/labels"))));
    }

    /** Ports by name, services behind the ingress, the scaled deployment, the account of the pods. */
    static Stream<String> namedPartsExist(List<Manifest> all) {
        Set<String> ports = Set.copyOf(all.stream()
                .flatMap(Manifest::containers)
                .flatMap(container -> each(container.path("ports")))
                .map(port -> port.path("name").asText())
                .toList());
        Stream<String> unnamedPorts = all.stream()
                .flatMap(manifest -> Manifest.everywhere(manifest.spec())
                        .flatMap(node -> Stream.of(
                                node.path("targetPort"), node.at("/httpGet/port"), networkPort(manifest, node)))
                        .filter(port -> port.isTextual() && !ports.contains(port.asText()))
                        .map(port -> manifest + " names the port " + port.asText() + ", which no container has"));
        Stream<String> backends = all.stream()
                .flatMap(manifest -> Manifest.everywhere(manifest.spec())
                        .map(node -> node.at("/backend/service"))
                        .filter(JsonNode::isObject)
                        .filter(service -> !hasPort(
                                all,
                                service.path("name").asText(),
                                service.at("/port/name").asText()))
                        .map(service -> manifest + " leads to " + service + ", which is not there"));
        Stream<String> scaled = all.stream()
                .filter(manifest -> manifest.kind().equals("HorizontalPodAutoscaler"))
                .filter(manifest -> !isThere(all, manifest.spec().path("scaleTargetRef")))
                .map(manifest -> manifest + " scales what is not there");
        Stream<String> accounts = all.stream()
                .filter(manifest -> manifest.pod()
                        .map(pod -> pod.at("/spec/serviceAccountName").asText())
                        .filter(account -> !account.isEmpty())
                        .filter(account ->
                                all.stream().noneMatch(one -> one.toString().equals("ServiceAccount " + account)))
                        .isPresent())
                .map(manifest -> manifest + " runs under an account that is not there");
        Stream<String> scraped = all.stream()
                .filter(manifest -> manifest.kind().equals("ServiceMonitor"))
                .flatMap(manifest -> each(manifest.spec().path("endpoints"))
                        .map(endpoint -> endpoint.path("port").asText())
                        .filter(port -> all.stream()
                                .filter(one -> one.kind().equals("Service"))
                                .noneMatch(one -> hasPort(all, one.name(), port)))
                        .map(port -> manifest + " scrapes the port " + port + ", which no service has"));
        return Stream.of(unnamedPorts, backends, scaled, accounts, scraped).flatMap(complaints -> complaints);
    }

    private static JsonNode networkPort(Manifest manifest, JsonNode node) {
        return manifest.kind().equals("NetworkPolicy") && node.has("protocol") ? node.path("port") : node.path("-");
    }

    private static boolean hasPort(List<Manifest> all, String service, String port) {
        return all.stream()
                .filter(one -> one.toString().equals("Service " + service))
                .flatMap(one -> each(one.spec().path("ports")))
                .anyMatch(one -> one.path("name").asText().equals(port));
    }

    private static boolean isThere(List<Manifest> all, JsonNode reference) {
        String name =
                reference.path("kind").asText() + " " + reference.path("name").asText();
        return all.stream().anyMatch(one -> one.toString().equals(name));
    }
}
