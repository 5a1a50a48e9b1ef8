package dev.latchkey.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How soon the service serves, without and with an AOT cache (JEP 514), on a database that was migrated before. The cache is
 * made as its image makes it: by one run that is asked a few things and ended.
 */
final class Starts {
    private static final int EACH = 5;
    private static final int TRAINED_BY = 20;
    private static final int IDLE_SECONDS = 3;

    private final Plan plan;
    private final Map<String, String> database;
    private final Report report;

    Starts(Plan plan, Map<String, String> database, Report report) {
        this.plan = plan;
        this.database = database;
        this.report = report;
    }

    /** One start: milliseconds to the first 200, of CPU until then, and what it holds at rest. */
    private record Start(long millis, long cpuMillis, long idleMebibytes) {}

    /** Starts it some times without, makes a cache, and starts it as often with it. */
    void measure() throws IOException, InterruptedException {
        Path cache = plan.home().resolve("service.aot").toAbsolutePath();
        Files.deleteIfExists(cache);
        measure("without an AOT cache", plan);
        train(plan.alone(List.of("-XX:AOTCacheOutput=" + cache), plan.service(), plan.home()));
        if (Files.notExists(cache)) {
            report.fact("start with an AOT cache: not run, the JVM made none; see service-training.log");
            return;
        }
        measure(
                "with an AOT cache of " + Files.size(cache) / (1 << 20) + " MiB",
                plan.alone(List.of("-XX:AOTCache=" + cache), plan.service(), plan.home()));
    }

    private void train(Plan training) throws IOException, InterruptedException {
        report.progress("making an AOT cache");
        try (Service service = Service.start(training, "service-training", database);
                Connection connection = service.connect()) {
            Visitor visitor = new Visitor(service.origin());
            visitor.signUp(connection, "training@example.org");
            for (int i = 0; i < TRAINED_BY; i++) {
                visitor.verify(connection, visitor.sign(visitor.options(connection)));
                visitor.refresh(connection);
            }
        }
    }

    private void measure(String which, Plan with) throws IOException, InterruptedException {
        List<Start> starts = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            try (Service service = Service.start(with, "service-start", database)) {
                TimeUnit.SECONDS.sleep(IDLE_SECONDS);
                starts.add(new Start(
                        service.started().toMillis(),
                        service.cpuOfStart().toMillis(),
                        CpuTime.residentMebibytes(service.processId())));
            }
        }
        starts.sort(Comparator.comparingLong(Start::millis));
        Start median = starts.get(EACH / 2);
        report.fact(
                "start to the first 200 %s: %d ms (%d to %d, %d starts), of which %d ms of CPU; idle RSS %d MiB",
                which,
                median.millis(),
                starts.getFirst().millis(),
                starts.getLast().millis(),
                EACH,
                median.cpuMillis(),
                median.idleMebibytes());
    }
}
