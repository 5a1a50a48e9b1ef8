package dev.latchkey.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.latchkey.testing.Replica;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * The tests that only speak HTTP, once more, against the packaged service. The native executable meets all of them; the
 * jar, whose code they have met already, one of each kind, and all with {@code -Dit.http-suite=all}.
 */
class HttpSuiteIT {
    private static final List<String> ONE_OF_EACH_KIND =
            List.of("dev.latchkey.signin.SignInTest", "dev.latchkey.signin.RecoveryTest", "dev.latchkey.me.MeTest");
    private static final List<String> THE_OTHERS = List.of(
            "dev.latchkey.signin.StepUpTest",
            "dev.latchkey.signin.CookieModeTest",
            "dev.latchkey.signin.HandOffTest",
            "dev.latchkey.signin.UniqueNamesTest",
            "dev.latchkey.me.PrivacyTest",
            "dev.latchkey.edge.DamagedCeremoniesTest",
            "dev.latchkey.edge.HostileAddressesTest",
            "dev.latchkey.edge.HostileBodiesTest",
            "dev.latchkey.edge.HostileHeadersTest");
    private static final boolean ALL =
            Replica.NATIVE || System.getProperty("it.http-suite", "").equals("all");

    private static Replica artefact;

    @BeforeAll
    static void thePackagedService() {
        artefact = Artefact.start();
    }

    @AfterAll
    static void end() {
        artefact.kill();
    }

    @TestFactory
    Stream<DynamicTest> passesOnThePackagedServiceToo() {
        return Stream.concat(ONE_OF_EACH_KIND.stream(), ALL ? THE_OTHERS.stream() : Stream.of())
                .map(name -> DynamicTest.dynamicTest(name, () -> passes(name)));
    }

    private static void passes(String name) throws ClassNotFoundException {
        WithoutQuarkus loader = new WithoutQuarkus();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            TestExecutionSummary summary = run(LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectClass(loader.loadClass(name)))
                    .build());

            assertThat(summary.getFailures().stream()
                            .map(failure ->
                                    failure.getTestIdentifier().getDisplayName() + ": " + failure.getException()))
                    .isEmpty();
            assertThat(summary.getTestsSucceededCount()).isPositive().isEqualTo(summary.getTestsFoundCount());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Without what Quarkus brings to every launcher on the class path: it would load the classes its own way. */
    private static TestExecutionSummary run(LauncherDiscoveryRequest request) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create(LauncherConfig.builder()
                        .enableLauncherSessionListenerAutoRegistration(false)
                        .enableLauncherDiscoveryListenerAutoRegistration(false)
                        .enablePostDiscoveryFilterAutoRegistration(false)
                        .enableTestExecutionListenerAutoRegistration(false)
                        .build())
                .execute(request, listener);
        return listener.getSummary();
    }
}
