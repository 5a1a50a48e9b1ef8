package dev.latchkey.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything in {@code k8s/}, rendered and held against each rule; and each rule held against a manifest that breaks it,
 * which it must find. Skipped, and said to be, where there is no kubectl.
 */
class KubernetesTest {
    private static final Path COMPONENTS = Path.of("k8s/components");
    private static final Path BENCH = Path.of("target/kustomize");
    private static final Map<Path, String> RENDERED = new ConcurrentHashMap<>();

    /** One rule, and what is changed in production's rendering to break it. */
    record Held(String name, Function<List<Manifest>, Stream<String>> rule, String right, String wrong, String found) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Held> rules() {
        return Stream.of(
                new Held(
                        "nothingIsMisspelt",
                        KubernetesTest::leftOver,
                        "readOnlyRootFilesystem:",
                        "readOnlyRootFileSystem:",
                        "readOnlyRootFileSystem"),
                new Held(
                        "nothingIsMisspeltDeepDown",
                        KubernetesTest::leftOver,
                        "timeoutSeconds:",
                        "timeoutSecond:",
                        "timeoutSecond"),
                new Held(
                        "nothingIsMisspeltInAMonitor",
                        KubernetesTest::leftOver,
                        "scrapeTimeout:",
                        "scrapeTimeOut:",
                        "scrapeTimeOut"),
                new Held(
                        "nothingIsMisspeltInARule",
                        KubernetesTest::leftOver,
                        "annotations:\n        runbook_url",
                        "anotations:\n        runbook_url",
                        "anotations"),
                new Held(
                        "nothingIsMisspeltInACluster",
                        KubernetesTest::leftOver,
                        "passwordSecret:",
                        "passwordSecrets:",
                        "passwordSecrets"),
                new Held(
                        "aNumberIsANumber",
                        KubernetesTest::leftOver,
                        "failureThreshold: 300",
                        "failureThreshold: many",
                        "Deployment latchkey"),
                new Held(
                        "everyKindIsKnown",
                        KubernetesTest::leftOver,
                        "kind: PodDisruptionBudget",
                        "kind: PodDisruptionBudged",
                        "nobody knows"),
                new Held(
                        "everyVariableIsASetting",
                        Configured::everyVariableIsASetting,
                        "LATCHKEY_NOTICE_FROM",
                        "LATCHKEY_NOTICE_FORM",
                        "LATCHKEY_NOTICE_FORM, which nobody reads"),
                new Held(
                        "everyVariableOfQuarkusIsASetting",
                        Configured::everyVariableIsASetting,
                        "QUARKUS_MAILER_HOST",
                        "QUARKUS_MAILER_HOTS",
                        "QUARKUS_MAILER_HOTS, which nobody reads"),
                new Held(
                        "everyVariableIsReadAtRunTime",
                        Configured::everyVariableIsASetting,
                        "QUARKUS_MAILER_PORT",
                        "QUARKUS_DATASOURCE_DB_KIND",
                        "DB_KIND, which nobody reads"),
                new Held(
                        "nothingSecretIsWrittenDown",
                        Configured::nothingSecretIsWrittenDown,
                        "LATCHKEY_NOTICE_FROM: ",
                        "LATCHKEY_KEY: ",
                        "writes LATCHKEY_KEY down"),
                new Held(
                        "migrationStandsApart",
                        Configured::migrationStandsApart,
                        "QUARKUS_FLYWAY_MIGRATE_AT_START: \"false\"",
                        "QUARKUS_FLYWAY_MIGRATE_AT_START: \"true\"",
                        "Deployment latchkey knows too much"),
                new Held(
                        "theMigrationKnowsNoKey",
                        Configured::migrationStandsApart,
                        "- name: QUARKUS_FLYWAY_PASSWORD",
                        "- name: LATCHKEY_KEY",
                        "Job latchkey-migrate knows too much"),
                new Held(
                        "bothAreThere",
                        Configured::bothAreThere,
                        "name: latchkey-migrate",
                        "name: latchkey-migration",
                        "Job latchkey-migrate is missing"),
                new Held(
                        "proxiesAreNamed",
                        Configured::proxiesAreNamedWhereThereIsAnIngress,
                        "LATCHKEY_PROXIES:",
                        "LATCHKEY_PROXYS:",
                        "does not know it"),
                new Held(
                        "hostsOfTheIngressAreServed",
                        Configured::hostsOfTheIngressAreServed,
                        "_HOSTS: login.example.org",
                        "_HOSTS: www.example.org",
                        "login.example.org, which is no"),
                new Held(
                        "certificatesAreChecked",
                        Configured::productionIsStrict,
                        "sslmode=verify-full",
                        "sslmode=require",
                        "does not check the database's certificate"),
                new Held(
                        "theAuthorityIsMounted",
                        Configured::productionIsStrict,
                        "mountPath: /etc/latchkey/database-ca",
                        "mountPath: /etc/latchkey/ca",
                        "no authority"),
                new Held(
                        "onlyThePrimaryIsWrittenTo",
                        Configured::productionIsStrict,
                        "targetServerType=primary",
                        "targetServerType=any",
                        "may write to a standby"),
                new Held(
                        "threeReplicas",
                        Configured::productionIsStrict,
                        "minReplicas: 3",
                        "minReplicas: 2",
                        "fewer than three"),
                new Held(
                        "severalZones",
                        Configured::productionIsStrict,
                        "whenUnsatisfiable: DoNotSchedule",
                        "whenUnsatisfiable: ScheduleAnyway",
                        "in one zone"),
                new Held(
                        "theDatabaseBearsAllReplicas",
                        Configured::theDatabaseBearsAllReplicas,
                        "max_connections: \"300\"",
                        "max_connections: \"100\"",
                        "want more than"),
                new Held(
                        "secretsExist",
                        References::namesAndKeysExist,
                        "name: latchkey-database-owner",
                        "name: latchkey-databse-owner",
                        "nobody supplies"),
                new Held(
                        "keysOfSecretsExist",
                        References::namesAndKeysExist,
                        "key: previous-keys",
                        "key: former-keys",
                        "former-keys, which nobody supplies"),
                new Held(
                        "settingsExist",
                        References::namesAndKeysExist,
                        "key: QUARKUS_DATASOURCE_JDBC_URL",
                        "key: QUARKUS_DATASOURCE_URL",
                        "nobody supplies"),
                new Held(
                        "authoritiesExist",
                        References::namesAndKeysExist,
                        "secretName: latchkey-db-ca",
                        "secretName: latchkey-ca",
                        "nobody supplies"),
                new Held(
                        "certificatesExist",
                        References::namesAndKeysExist,
                        "secretName: latchkey-tls",
                        "secretName: latchkey-certificate",
                        "nobody supplies"),
                new Held(
                        "selectorsSelect",
                        References::selectorsSelect,
                        "selector:\n    app.kubernetes.io/component: service",
                        "selector:\n    app.kubernetes.io/component: login",
                        "Service latchkey selects nothing"),
                new Held(
                        "policiesSelect",
                        References::selectorsSelect,
                        "cnpg.io/cluster: latchkey-db",
                        "cnpg.io/cluster: latchkey-database",
                        "selects nothing"),
                new Held(
                        "portsExist",
                        References::namedPartsExist,
                        "targetPort: http",
                        "targetPort: web",
                        "the port web, which no container has"),
                new Held(
                        "portsOfPoliciesExist",
                        References::namedPartsExist,
                        "- port: management\n      protocol: TCP",
                        "- port: metrics\n      protocol: TCP",
                        "port metrics"),
                new Held(
                        "portsOfMonitorsExist",
                        References::namedPartsExist,
                        "path: /q/metrics\n    port: management",
                        "path: /q/metrics\n    port: metrics",
                        "scrapes the port"),
                new Held(
                        "backendsExist",
                        References::namedPartsExist,
                        "service:\n            name: latchkey",
                        "service:\n            name: login",
                        "which is not there"),
                new Held(
                        "theScaledExists",
                        References::namedPartsExist,
                        "scaleTargetRef:\n    apiVersion: apps/v1\n    kind: Deployment\n    name: latchkey",
                        "scaleTargetRef:\n    apiVersion: apps/v1\n    kind: Deployment\n    name: login",
                        "scales what"),
                new Held(
                        "accountsExist",
                        References::namedPartsExist,
                        "serviceAccountName: latchkey",
                        "serviceAccountName: default",
                        "an account that is not there"),
                new Held(
                        "podsHaveNoToken",
                        Hardening::podsAreLockedDown,
                        "      automountServiceAccountToken: false\n",
                        "",
                        "no token"),
                new Held(
                        "rootCannotBeWritten",
                        Hardening::podsAreLockedDown,
                        "readOnlyRootFilesystem: true",
                        "readOnlyRootFilesystem: false",
                        "cannot be written"),
                new Held("noCapabilities", Hardening::podsAreLockedDown, "- ALL", "- NET_RAW", "no capabilities"),
                new Held("noSeccomp", Hardening::podsAreLockedDown, "RuntimeDefault", "Unconfined", "seccomp"),
                new Held(
                        "noRoot", Hardening::podsAreLockedDown, "runAsNonRoot: true", "runAsNonRoot: false", "no root"),
                new Held(
                        "memoryIsBounded",
                        Hardening::podsAreLockedDown,
                        "limits:\n            memory: 512Mi",
                        "limits:\n            cpu: 1",
                        "bounded memory"),
                new Held(
                        "theUserOfTheImage",
                        Hardening::oursRunAsTheUserOfTheImage,
                        "runAsUser: 10001",
                        "runAsUser: 1000",
                        "does not run as 10001"),
                new Held(
                        "theServiceIsProbed",
                        Hardening::theServiceIsProbed,
                        "path: /q/health/ready",
                        "path: /health/ready",
                        "readinessProbe asks nobody"),
                new Held(
                        "probesUseTheManagementPort",
                        Hardening::theServiceIsProbed,
                        "path: /q/health/live\n            port: management",
                        "path: /q/health/live\n            port: http",
                        "livenessProbe asks nobody"),
                new Held(
                        "endingFitsIntoItsTime",
                        Hardening::endingFitsIntoItsTime,
                        "terminationGracePeriodSeconds: 45",
                        "terminationGracePeriodSeconds: 15",
                        "is killed before"),
                new Held(
                        "everyPodBeginsWithNoNetwork",
                        Hardening::everyPodBeginsWithNoNetwork,
                        "policyTypes:\n  - Ingress\n  - Egress\n",
                        "policyTypes:\n  - Ingress\n",
                        "may talk to everybody"),
                new Held(
                        "everyOpeningNamesWhoAndWhere",
                        Hardening::everyOpeningNamesWhoAndWhere,
                        "    to:\n    - ipBlock:\n        cidr: 198.51.100.25/32\n",
                        "",
                        "opens egress to anybody"),
                new Held(
                        "everyMetricOfARuleExists",
                        Watched::everyMetricExists,
                        "journal_seal_age_seconds > 60",
                        "journal_sealed_age > 60",
                        "journal_sealed_age does not exist"),
                new Held(
                        "everyMetricOfADashboardExists",
                        Watched::everyMetricExists,
                        "max(journal_sealed_entries)",
                        "max(journal_entries)",
                        "journal_entries does not exist"),
                new Held(
                        "everyLabelOfARuleExists",
                        Watched::everyLabelExists,
                        "latchkey_reported_total{answer=\"not_me\"}",
                        "latchkey_reported_total{answer=\"not-me\"}",
                        "latchkey_reported_total never has answer=not-me"),
                new Held(
                        "everyAlertLeadsToWords",
                        Watched::everyAlertLeadsToWords,
                        "#alert-outboxbacklog",
                        "#alert-mail",
                        "OutboxBacklog leads nowhere"),
                new Held(
                        "everyAlertHasItsRule",
                        Watched::everyAlertLeadsToWords,
                        "alert: SealerBehind",
                        "alert: SealerBeside",
                        "SealerBehind has a heading and no rule"),
                new Held(
                        "theAdapterMakesWhatIsAskedFor",
                        Watched::theAdapterMakesWhatTheScalingAsksFor,
                        "as: latchkey_login_p95_seconds",
                        "as: latchkey_login_p90_seconds",
                        "no adapter makes"),
                new Held(
                        "everyPanelHasItsPlace",
                        Watched::everyPanelHasItsPlace,
                        "\"unit\": \"bytes\"",
                        "\"unit\": \"\"",
                        "latchkey-service is not whole"));
    }

    static Stream<Arguments> rulesOfOverlays() {
        return Stream.concat(Kustomize.OVERLAYS.stream(), Stream.of(Path.of("everything")))
                .flatMap(folder -> rules().map(held -> Arguments.of(folder, held)));
    }

    @BeforeAll
    static void withKubectl() {
        assumeTrue(Kustomize.isThere(), "kubectl (1.25 or newer) is not on the path: k8s/ was not looked at");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("rulesOfOverlays")
    void whatIsAppliedKeeps(Path folder, Held held) {
        assertThat(held.rule().apply(Manifest.all(rendered(folder)))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void aBrokenManifestIsNoticedBy(Held held) {
        String everything = rendered(Path.of("everything"));
        assertThat(everything).as("what is to be broken").contains(held.right());

        Stream<String> complaints = held.rule().apply(Manifest.all(everything.replace(held.right(), held.wrong())));

        assertThat(complaints).anyMatch(complaint -> complaint.contains(held.found()));
    }

    @Test
    void everyOverlayAndEveryComponentIsLookedAt() throws IOException {
        try (Stream<Path> overlays = Files.list(Path.of("k8s/overlays"))) {
            assertThat(overlays).containsExactlyInAnyOrderElementsOf(Kustomize.OVERLAYS);
        }
        String everything = rendered(Path.of("everything"));
        assertThat(everything)
                .contains(
                        "kind: Cluster",
                        "kind: PrometheusRule",
                        "claimName: latchkey-places",
                        "claimName: latchkey-erasures",
                        "_p95_");
    }

    @Test
    void aNameIsFoundInAnExpressionAndNothingElseIs() {
        assertThat(PromQl.metrics("""
                histogram_quantile(0.99, sum by (le, pod) (rate(a_bucket{kind="b", pod=~"c.*"}[5m] offset 10m)))
                  / on (le) group_left () max(d) > 50 * 86400 and e:f:g == 1 or absent(up{job="x"})""")).containsExactly("a_bucket", "d", "e:f:g", "up");
    }

    @Test
    void whatAnExpressionWantsOfItsMetricsIsFound() {
        assertThat(PromQl.wanted("sum(a_total{b=\"c\", d=\"e\"}) / f{g=~\"h\"} > up"))
                .containsExactly(new PromQl.Wanted("a_total", "b", "c"), new PromQl.Wanted("a_total", "d", "e"));
    }

    private static Stream<String> leftOver(List<Manifest> all) {
        return all.stream().flatMap(manifest -> Models.leftOver(manifest).stream());
    }

    private static String rendered(Path folder) {
        return RENDERED.computeIfAbsent(
                folder, wanted -> Kustomize.render(wanted.equals(Path.of("everything")) ? everything() : wanted));
    }

    /** Production on CloudNativePG with every other component that an operator may take in. */
    private static Path everything() {
        try (Stream<Path> components = Files.list(COMPONENTS)) {
            Files.createDirectories(BENCH);
            List<String> lines = new ArrayList<>(List.of(
                    "apiVersion: kustomize.config.k8s.io/v1beta1",
                    "kind: Kustomization",
                    "resources: [../../k8s/overlays/production-cloudnativepg]",
                    "components:"));
            components
                    .map(path -> path.getFileName().toString())
                    .filter(name -> !List.of("cloudnativepg", "monitoring").contains(name)) // are in already
                    .sorted(Comparator.naturalOrder())
                    .forEach(name -> lines.add("  - ../../k8s/components/" + name));
            Files.write(BENCH.resolve("kustomization.yaml"), lines);
            return BENCH;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
