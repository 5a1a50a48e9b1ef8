package dev.latchkey.faults;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes all faults, one after the other: {@code ./mvnw -Pfaults verify}, for a quick look with {@code -Dfaults.rounds=5}. */
final class Faults {
    private static final Map<String, Round> ROUNDS = rounds();

    private Faults() {}

    /** Prints, writes {@code reliability.md} into the plan's folder, and ends with 1 when something did not hold. */
    public static void main(String... arguments) throws IOException {
        AmazonCorrettoCryptoProvider.install(); // For the client's own signatures; without it they only cost more.
        Plan plan = Plan.fromSystemProperties();
        Report report = run(plan);
        System.exit(report.broken().isEmpty() ? 0 : 1);
    }

    /** Makes the faults of a plan. */
    static Report run(Plan plan) throws IOException {
        prepare(plan);
        Report report = new Report();
        report.fact(
                "machine: %d cores, Java %s, load average %.1f before the first line; %d rounds",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                plan.kills());
        ROUNDS.forEach((name, round) -> {
            if (plan.runs(name)) {
                report.progress("round %s", name);
                one(name, round, plan, report);
            }
        });
        report.finish(plan.home().resolve("reliability.md"));
        return report;
    }

    /** Makes the folders: replicas log into target/faults, whatever the home. */
    static void prepare(Plan plan) throws IOException {
        Files.createDirectories(plan.home());
        Files.createDirectories(Path.of("target", "faults"));
    }

    /** What ends a round before its time is a line of the table too: it did not hold. */
    private static void one(String name, Round round, Plan plan, Report report) {
        try {
            round.run(plan, report);
        } catch (Exception | AssertionError ended) {
            ended.printStackTrace(System.out);
            report.line("round `" + name + "`", 1, "comes to its end", firstLine(ended), false);
        }
    }

    private static String firstLine(Throwable ended) {
        String said = String.valueOf(ended.getMessage()).lines().findFirst().orElse("");
        return ended.getClass().getSimpleName() + " " + said.substring(0, Math.min(200, said.length()));
    }

    private static Map<String, Round> rounds() {
        Map<String, Round> rounds = new LinkedHashMap<>();
        rounds.put("kill", new ServiceKills());
        rounds.put("database", new DatabaseKills());
        rounds.put("wire", new WireCuts());
        rounds.put("outage", new DatabaseOutages());
        rounds.put("standby", new StandbySwitch());
        rounds.put("double", new DoubleSubmits());
        rounds.put("clock", new ClockSkew());
        rounds.put("end", new ReplicaEnds());
        rounds.put("update", new RollingUpdate());
        return rounds;
    }
}
