package dev.latchkey.bench;

import dev.latchkey.postgres.BenchServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Compares services that differ in one thing, turn by turn on the same machine, so that what else runs there meets all of
 * them. Each is told as {@code name|path of quarkus-run.jar|further flags of its JVM|settings}, the last two separated by
 * spaces and possibly empty, and has a PostgreSQL of its own.
 */
final class Comparison {
    private static final int ROUNDS = 8;
    private static final Duration SLICE = Duration.ofSeconds(3);

    private final String name;
    private final Load load;
    private final List<Double> logins = new ArrayList<>();
    private final List<Double> refreshes = new ArrayList<>();
    private int warmedBy;

    private Comparison(Plan usual, String one) throws IOException, InterruptedException {
        String[] parts = one.split("\\|", -1);
        name = parts[0];
        Path home = usual.home().resolve("compare-" + name);
        Files.createDirectories(home);
        List<String> flags = new ArrayList<>(usual.serviceFlags());
        flags.addAll(words(parts[2]));
        Plan plan = new Plan(
                usual.line(),
                usual.warmUp(),
                usual.longestWarmUp(),
                usual.concurrent(),
                flags,
                List.of(),
                usual.visitors(),
                usual.nativeService(),
                List.of(),
                Path.of(parts[1]),
                home);
        BenchServer database = BenchServer.in(home);
        Service service = Service.start(
                plan,
                name,
                database.environment(database.port()),
                words(parts[3]).toArray(String[]::new));
        List<Visitor> visitors = new ArrayList<>();
        try (Connection connection = service.connect()) {
            for (int i = 0; i < plan.visitors(); i++) {
                Visitor visitor = new Visitor(service.origin());
                visitor.signUp(connection, "visitor-" + i + "@example.org");
                visitors.add(visitor);
            }
        }
        load = new Load(service, database, visitors);
    }

    /** Prints the CPU-ms of a login and of a refresh, compiling apart: the median of the rounds, and the extremes. */
    static void run(Plan plan, List<String> services) throws IOException, InterruptedException {
        List<Comparison> all = new ArrayList<>();
        for (String service : services) {
            all.add(new Comparison(plan, service));
        }
        while (all.stream().anyMatch(one -> one.warmedBy < plan.warmUp())) {
            for (Comparison one : all) {
                one.warmedBy += one.load.logins("warm-up", 8, SLICE).verify().count();
                one.load.refreshes("warm-up", 8, SLICE.dividedBy(5));
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (Comparison one : round % 2 == 0 ? all : all.reversed()) {
                one.logins.add(cost(one.load.logins("login", plan.most(), SLICE)));
                one.refreshes.add(cost(one.load.refreshes("refresh", plan.most(), SLICE.dividedBy(2))));
            }
        }
        for (Comparison one : all) {
            System.out.printf(
                    Locale.ROOT, "%-20s login %s, refresh %s%n", one.name, said(one.logins), said(one.refreshes));
        }
    }

    private static double cost(Line line) {
        return line.each(line.spent().service().minus(line.spent().compilers()));
    }

    private static String said(List<Double> costs) {
        List<Double> sorted = costs.stream().sorted().toList();
        double median = (sorted.get((ROUNDS - 1) / 2) + sorted.get(ROUNDS / 2)) / 2;
        return String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", median, sorted.getFirst(), sorted.getLast());
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
    }
}
