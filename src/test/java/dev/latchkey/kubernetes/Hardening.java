package dev.latchkey.kubernetes;

import static dev.latchkey.kubernetes.Manifest.each;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Rules about what a pod may do, what it is told and how it ends. */
final class Hardening {
    private static final int USER = 10001;
    private static final int TO_SPARE_SECONDS = 5;
    private static final int UNTIL_EVERYBODY_KNOWS_SECONDS = 5;

    private Hardening() {}

    private record Demand(String what, Predicate<JsonNode> met) {}

    private static final List<Demand> OF_PODS = List.of(
            new Demand(
                    "no token",
                    pod -> pod.path("automountServiceAccountToken").asText().equals("false")),
            new Demand("no root", pod -> pod.at("/securityContext/runAsNonRoot").asBoolean()),
            new Demand(
                    "seccomp",
                    pod -> pod.at("/securityContext/seccompProfile/type")
                            .asText()
                            .equals("RuntimeDefault")),
            new Demand("no namespace of the node", pod -> !pod.has("hostNetwork") && !pod.has("hostPID")));

    private static final List<Demand> OF_CONTAINERS = List.of(
            new Demand(
                    "no more rights",
                    container -> container
                            .at("/securityContext/allowPrivilegeEscalation")
                            .asText()
                            .equals("false")),
            new Demand(
                    "a root that cannot be written",
                    container -> container
                            .at("/securityContext/readOnlyRootFilesystem")
                            .asBoolean()),
            new Demand(
                    "no capabilities",
                    container -> container
                            .at("/securityContext/capabilities/drop/0")
                            .asText()
                            .equals("ALL")),
            new Demand(
                    "asked-for CPU",
                    container -> container.at("/resources/requests").has("cpu")),
            new Demand(
                    "asked-for memory",
                    container -> container.at("/resources/requests").has("memory")),
            new Demand(
                    "bounded memory",
                    container -> container.at("/resources/limits").has("memory")),
            new Demand(
                    "an image without a registry",
                    container -> !Manifest.image(container).contains("/")));

    /** Every pod gives away what it does not need. */
    static Stream<String> podsAreLockedDown(List<Manifest> all) {
        return all.stream()
                .flatMap(manifest -> manifest.pod().stream()
                        .flatMap(pod -> Stream.concat(
                                OF_PODS.stream()
                                        .filter(demand -> !demand.met().test(pod.path("spec")))
                                        .map(demand -> manifest + ": " + demand.what()),
                                manifest.containers()
                                        .flatMap(container -> OF_CONTAINERS.stream()
                                                .filter(demand -> !demand.met().test(container))
                                                .map(demand -> manifest + ": " + demand.what())))));
    }

    /** Our own pods run as the user that the images are made for. */
    static Stream<String> oursRunAsTheUserOfTheImage(List<Manifest> all) {
        return all.stream()
                .filter(Manifest::runsLatchkey)
                .filter(manifest -> manifest.pod()
                                .orElseThrow()
                                .at("/spec/securityContext/runAsUser")
                                .asInt()
                        != USER)
                .map(manifest -> manifest + " does not run as " + USER);
    }

    /** Started, ready and alive are asked at the management port, at addresses that exist. */
    static Stream<String> theServiceIsProbed(List<Manifest> all) {
        return deployments(all)
                .flatMap(manifest -> manifest.containers()
                        .flatMap(container -> Stream.of("startupProbe", "readinessProbe", "livenessProbe")
                                .filter(probe -> !container
                                                .at("/" + probe + "/httpGet/port")
                                                .asText()
                                                .equals("management")
                                        || !Documents.addressesOfManagement()
                                                .contains(container
                                                        .at("/" + probe + "/httpGet/path")
                                                        .asText()))
                                .map(probe -> manifest + ": " + probe + " asks nobody")));
    }

    /** What a pod is given to end is more than what ending may take, and customers go elsewhere meanwhile. */
    static Stream<String> endingFitsIntoItsTime(List<Manifest> all) {
        int delay = Documents.number("quarkus.shutdown.delay");
        int timeout = Documents.number("quarkus.shutdown.timeout");
        return deployments(all).flatMap(manifest -> {
            int before = manifest.containers()
                    .mapToInt(container ->
                            container.at("/lifecycle/preStop/sleep/seconds").asInt())
                    .max()
                    .orElse(0);
            int grace = manifest.pod()
                    .orElseThrow()
                    .at("/spec/terminationGracePeriodSeconds")
                    .asInt();
            return Stream.of(
                            before + delay + timeout + TO_SPARE_SECONDS > grace
                                    ? manifest + " is killed before it has ended"
                                    : "",
                            before + delay < UNTIL_EVERYBODY_KNOWS_SECONDS
                                    ? manifest + " ends before everybody knows"
                                    : "",
                            timeout == 0 ? "quarkus.shutdown.timeout is not set" : "")
                    .filter(complaint -> !complaint.isEmpty());
        });
    }

    /** No pod is left that everybody may talk to, and none that may talk to everybody. */
    static Stream<String> everyPodBeginsWithNoNetwork(List<Manifest> all) {
        return all.stream()
                .flatMap(manifest -> manifest.pod().stream()
                        .map(pod -> Manifest.labels(pod.at("/metadata/labels")))
                        .filter(labels -> all.stream().noneMatch(policy -> forbidsAll(policy, labels)))
                        .map(labels -> manifest + " may talk to everybody"));
    }

    private static boolean forbidsAll(Manifest policy, Map<String, String> labels) {
        return policy.kind().equals("NetworkPolicy")
                && each(policy.spec().path("policyTypes")).count() == 2
                && !policy.spec().has("ingress")
                && !policy.spec().has("egress")
                && labels.entrySet()
                        .containsAll(Manifest.labels(policy.spec().at("/podSelector/matchLabels"))
                                .entrySet());
    }

    /** A rule that lets out to anywhere is no rule. */
    static Stream<String> everyOpeningNamesWhoAndWhere(List<Manifest> all) {
        return all.stream()
                .filter(manifest -> manifest.kind().equals("NetworkPolicy"))
                .flatMap(manifest -> Stream.of("ingress", "egress")
                        .flatMap(way -> each(manifest.spec().path(way))
                                .filter(rule -> !rule.has("ports") || !rule.has(way.equals("ingress") ? "from" : "to"))
                                .map(rule -> manifest + " opens " + way + " to anybody")));
    }

    private static Stream<Manifest> deployments(List<Manifest> all) {
        return all.stream().filter(manifest -> manifest.kind().equals("Deployment") && manifest.runsLatchkey());
    }
}
