package dev.latchkey.bench;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.latchkey.postgres.BenchServer;
import dev.latchkey.testing.TcpProxy;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs the benchmark: {@code ./mvnw -Pbench verify}, for a quick look with {@code -Dbench.seconds=2}. */
final class Bench {
    private static final int HALF_LOAD_THREADS = 16;
    private static final Duration IDLE = Duration.ofSeconds(3);
    private static final Duration SLICE = Duration.ofSeconds(4);

    /** Below this share of its CPU the compilers no longer change what a service costs. */
    private static final double SETTLED = 0.04;

    private final Plan plan;
    private final Report report = new Report();
    private final BenchServer database;

    private Bench(Plan plan) throws IOException {
        this.plan = plan;
        Files.createDirectories(plan.home());
        report.progress("starting PostgreSQL with an empty database");
        this.database = BenchServer.in(plan.home());
    }

    /** Measures, prints, writes {@code performance.md} into the plan's folder. */
    public static void main(String... arguments) throws Exception {
        AmazonCorrettoCryptoProvider.install(); // For the client's own signatures; without it they only cost more.
        Plan plan = Plan.fromSystemProperties();
        if (plan.compared().isEmpty()) {
            new Bench(plan).run();
        } else {
            Comparison.run(plan, plan.compared());
        }
        System.exit(0); // The servers' and services' hooks run now.
    }

    private void run() throws IOException, InterruptedException, SQLException {
        report.fact(
                "machine: %d cores, Java %s, load average %.1f before the first line; service flags `%s`",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                String.join(" ", plan.serviceFlags()));
        Map<String, String> direct = database.environment(database.port());
        try (Service service = Service.start(plan, "service", direct)) {
            TimeUnit.NANOSECONDS.sleep(IDLE.toNanos());
            report.fact(
                    "start to the first 200: %d ms, of which %d ms of CPU; idle RSS %d MiB",
                    service.started().toMillis(),
                    service.cpuOfStart().toMillis(),
                    CpuTime.residentMebibytes(service.processId()));
            List<Visitor> visitors = signUp(service);
            Load load = warm(service, visitors, plan.warmUp());
            double fastest = 0;
            for (int concurrent : plan.concurrent()) {
                Optional<Double> yard = Yard.millis();
                Line line = load.logins("login", concurrent, plan.line());
                report.line(line, yard);
                fastest = Math.max(fastest, line.perSecond());
            }
            report.line(
                    load.pacedLogins("login at half load", HALF_LOAD_THREADS, plan.line(), fastest / 2),
                    Optional.empty());
            report.line(load.refreshes("refresh", plan.most(), plan.line().dividedBy(2)), Yard.millis());
            OpenLoad open = new OpenLoad(service, database, visitors);
            report.arrivals(open.logins(fastest / 2, plan.line()));
            report.arrivals(open.mix(fastest / 2, plan.line()));
            report.fact("RSS after the load: %d MiB", CpuTime.residentMebibytes(service.processId()));
            new Growth(plan, database, report).measure(load);
            Yard.millis().ifPresent(yard -> report.fact("a yard at the end: %.4f CPU-ms", yard));
        }
        try (Service service = Service.start(plan, "service-jdk-crypto", direct, "latchkey.crypto.fast=false")) {
            Load load = warm(service, signUp(service), plan.warmUp() / 3);
            Optional<Double> yard = Yard.millis();
            report.line(load.logins("login, JDK crypto", plan.most(), plan.line()), yard);
        }
        new Starts(plan, direct, report).measure();
        runNative(direct);
        countRoundTrips();
        report.finish(plan.home().resolve("performance.md"));
    }

    private void runNative(Map<String, String> direct) throws IOException, InterruptedException {
        if (plan.nativeService().isEmpty()) {
            report.notRun("login, native");
            return;
        }
        try (Service service = Service.startNative(plan, plan.nativeService().get(), direct)) {
            TimeUnit.NANOSECONDS.sleep(IDLE.toNanos());
            report.fact(
                    "native: start to the first 200: %d ms, of which %d ms of CPU; idle RSS %d MiB",
                    service.started().toMillis(),
                    service.cpuOfStart().toMillis(),
                    CpuTime.residentMebibytes(service.processId()));
            Load load = new Load(service, database, signUp(service));
            load.logins("settling", plan.most(), plan.line().dividedBy(4));
            Optional<Double> yard = Yard.millis();
            report.line(load.logins("login, native", plan.most(), plan.line()), yard);
            report.line(
                    load.refreshes("refresh, native", plan.most(), plan.line().dividedBy(2)), Yard.millis());
        }
    }

    private List<Visitor> signUp(Service service) throws IOException {
        List<Visitor> visitors = new ArrayList<>();
        try (Connection connection = service.connect()) {
            for (int i = 0; i < plan.visitors(); i++) {
                Visitor visitor = new Visitor(service.origin());
                visitor.signUp(connection, "visitor-" + i + "@example.org");
                visitors.add(visitor);
            }
        }
        report.progress("%d signed up", visitors.size());
        return visitors;
    }

    /** Lets visitors sign in and refresh until the compilers have seen enough of it. */
    private Load warm(Service service, List<Visitor> visitors, int logins) throws InterruptedException {
        report.progress("warming by %d logins, and until little is compiled", logins);
        Load load = new Load(service, database, visitors);
        long begun = System.nanoTime();
        int done = 0;
        double compiling = 1;
        while ((done < logins || compiling > SETTLED)
                && System.nanoTime() - begun < plan.longestWarmUp().toNanos()) {
            Line slice = load.logins("warm-up", 8, SLICE);
            load.refreshes("warm-up", 8, SLICE.dividedBy(8));
            done += slice.verify().count();
            compiling = slice.spent().compiling();
        }
        report.fact(
                "%s was warmed by %d logins in %d s; at the end %.0f %% of its CPU was compiling",
                service.name(),
                done,
                Duration.ofNanos(System.nanoTime() - begun).toSeconds(),
                100 * compiling);
        return load;
    }

    private void countRoundTrips() throws IOException, InterruptedException {
        try (TcpProxy wire = TcpProxy.to(database.port());
                Service service = Service.start(
                        plan,
                        "service-counted",
                        database.environment(wire.port()),
                        "quarkus.datasource.jdbc.background-validation-interval=0")) {
            report.roundTrips(new RoundTrips(service, wire).count());
        }
    }
}
