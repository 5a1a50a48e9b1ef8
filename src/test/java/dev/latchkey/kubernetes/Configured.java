package dev.latchkey.kubernetes;

import static dev.latchkey.kubernetes.Manifest.each;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Rules about settings: nothing unknown, nothing secret in the open, and nothing that contradicts something else. */
final class Configured {
    private static final KnownSettings KNOWN = KnownSettings.read();
    private static final String URL = "QUARKUS_DATASOURCE_JDBC_URL";
    private static final String DESK = "LATCHKEY_ALLOW_DESK_SETTINGS_IN_PRODUCTION";
    private static final Set<String> OF_THE_OWNER = Set.of("QUARKUS_FLYWAY_USERNAME", "QUARKUS_FLYWAY_PASSWORD");

    private Configured() {}

    /** What the service's pods find in their environment; a value that comes from a secret is empty. */
    static Map<String, String> environment(List<Manifest> all, Manifest manifest) {
        Map<String, String> environment = new TreeMap<>();
        manifest.containers().forEach(container -> {
            each(container.path("envFrom"))
                    .map(from -> from.path("configMapRef").path("name").asText())
                    .flatMap(name -> all.stream().filter(one -> one.toString().equals("ConfigMap " + name)))
                    .forEach(settings ->
                            environment.putAll(Manifest.labels(settings.body().path("data"))));
            each(container.path("env"))
                    .forEach(variable -> environment.put(
                            variable.path("name").asText(),
                            variable.path("value").asText()));
        });
        return environment;
    }

    /** Each variable is one that the service reads; any other is a slip. */
    static Stream<String> everyVariableIsASetting(List<Manifest> all) {
        return ours(all)
                .flatMap(manifest -> environment(all, manifest).keySet().stream()
                        .filter(variable -> !KNOWN.has(variable))
                        .map(variable -> manifest + " sets " + variable + ", which nobody reads"));
    }

    /** Passwords and keys come by reference, and no Secret is written down. */
    static Stream<String> nothingSecretIsWrittenDown(List<Manifest> all) {
        return all.stream()
                .flatMap(manifest -> Stream.of(
                                Stream.of(manifest)
                                        .filter(one -> one.kind().equals("Secret"))
                                        .map(Manifest::kind),
                                manifest.body().path("data").properties().stream()
                                        .map(Map.Entry::getKey),
                                manifest.containers()
                                        .flatMap(container -> each(container.path("env")))
                                        .filter(variable -> variable.has("value"))
                                        .map(variable -> variable.path("name").asText()))
                        .flatMap(names -> names)
                        .filter(name -> name.matches(".*(Secret|PASSWORD|_KEY|_KEYS)"))
                        .map(name -> manifest + " writes " + name + " down"));
    }

    /** The service does not know the owner of the tables, and the migration knows neither key nor service's password. */
    static Stream<String> migrationStandsApart(List<Manifest> all) {
        return ours(all).flatMap(manifest -> {
            Map<String, String> environment = environment(all, manifest);
            boolean migrates = manifest.containers()
                    .anyMatch(container -> container.at("/args/0").asText().equals("migrate"));
            boolean right = migrates
                    ? environment.keySet().containsAll(OF_THE_OWNER)
                            && !environment.containsKey("LATCHKEY_KEY")
                            && !environment.containsKey("QUARKUS_DATASOURCE_PASSWORD")
                    : environment.keySet().stream().noneMatch(OF_THE_OWNER::contains)
                            && "false".equals(environment.get("QUARKUS_FLYWAY_MIGRATE_AT_START"))
                            && environment.containsKey("LATCHKEY_KEY");
            return right ? Stream.empty() : Stream.of(manifest + " knows too much or too little");
        });
    }

    /** There is exactly one migration, and the service. */
    static Stream<String> bothAreThere(List<Manifest> all) {
        return Stream.of("Deployment latchkey", "Job latchkey-migrate")
                .filter(name ->
                        all.stream().noneMatch(manifest -> manifest.toString().equals(name)))
                .map(name -> name + " is missing");
    }

    /** Behind an ingress every customer would seem to come from it. */
    static Stream<String> proxiesAreNamedWhereThereIsAnIngress(List<Manifest> all) {
        boolean ingress = all.stream().anyMatch(manifest -> manifest.kind().equals("Ingress"));
        return services(all)
                .filter(manifest -> ingress
                        && Optional.ofNullable(environment(all, manifest).get("LATCHKEY_PROXIES"))
                                .filter(proxies -> !proxies.isBlank())
                                .isEmpty())
                .map(manifest -> manifest + " stands behind an ingress and does not know it");
    }

    /** The hosts of the ingress are hosts of relying parties, to the letter. */
    static Stream<String> hostsOfTheIngressAreServed(List<Manifest> all) {
        return all.stream()
                .filter(manifest -> manifest.kind().equals("Ingress"))
                .flatMap(manifest -> each(manifest.spec().path("rules"))
                        .map(rule -> rule.path("host").asText())
                        .filter(host -> services(all)
                                .flatMap(service -> environment(all, service).entrySet().stream())
                                .filter(variable -> variable.getKey().matches("LATCHKEY_RELYING_PARTY_.*_HOSTS"))
                                .flatMap(variable ->
                                        Stream.of(variable.getValue().split(",")))
                                .noneMatch(host::equals))
                        .map(host -> manifest + " serves " + host + ", which is no relying party's"));
    }

    /** Where there is an ingress, it is production: checked certificates, a primary, three replicas, and no switch. */
    static Stream<String> productionIsStrict(List<Manifest> all) {
        if (all.stream().noneMatch(manifest -> manifest.kind().equals("Ingress"))) {
            return Stream.empty();
        }
        Stream<String> ofSettings = services(all).flatMap(manifest -> {
            Map<String, String> environment = environment(all, manifest);
            String url = environment.getOrDefault(URL, "");
            String root = url.replaceFirst(".*sslrootcert=([^&]*).*", "$1");
            boolean mounted = manifest.containers()
                    .flatMap(container -> each(container.path("volumeMounts")))
                    .map(mount -> mount.path("mountPath").asText())
                    .anyMatch(path -> root.startsWith(path + "/"));
            return Stream.of(
                            url.contains("sslmode=verify-full") ? "" : "does not check the database's certificate",
                            mounted ? "" : "has no authority to check it by",
                            url.contains("targetServerType=primary") ? "" : "may write to a standby",
                            environment.containsKey(DESK) ? "runs with the settings of a desk" : "")
                    .filter(complaint -> !complaint.isEmpty())
                    .map(complaint -> manifest + " " + complaint);
        });
        Stream<String> ofReplicas = all.stream()
                .filter(manifest -> manifest.kind().equals("HorizontalPodAutoscaler"))
                .filter(manifest -> manifest.spec().path("minReplicas").asInt() < 3)
                .map(manifest -> manifest + " lets fewer than three replicas run");
        Stream<String> ofZones = services(all)
                .filter(manifest -> Manifest.everywhere(manifest.spec())
                        .noneMatch(node -> node.path("topologyKey").asText().endsWith("/zone")
                                && node.path("whenUnsatisfiable").asText().equals("DoNotSchedule")))
                .map(manifest -> manifest + " may stand in one zone");
        return Stream.of(ofSettings, ofReplicas, ofZones).flatMap(complaints -> complaints);
    }

    /** The database lets in as many connections as the largest number of replicas takes. */
    static Stream<String> theDatabaseBearsAllReplicas(List<Manifest> all) {
        int each = Documents.number("quarkus.datasource.jdbc.max-size")
                + Documents.number("quarkus.datasource.jobs.jdbc.max-size");
        int most = all.stream()
                .filter(manifest -> manifest.kind().equals("HorizontalPodAutoscaler"))
                .mapToInt(manifest -> manifest.spec().path("maxReplicas").asInt())
                .sum();
        return all.stream()
                .filter(manifest -> manifest.kind().equals("Cluster"))
                .map(manifest -> manifest.spec().at("/postgresql/parameters/max_connections"))
                .filter(connections -> connections.asInt() < (most + 1) * each)
                .map(connections -> most + " replicas want more than " + connections + " connections");
    }

    private static Stream<Manifest> ours(List<Manifest> all) {
        return all.stream().filter(Manifest::runsLatchkey);
    }

    private static Stream<Manifest> services(List<Manifest> all) {
        return ours(all).filter(manifest -> manifest.kind().equals("Deployment"));
    }
}
