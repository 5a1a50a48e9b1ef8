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
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * Compares services that differ in one thing, all at the same time on the same machine, so that what else runs there meets
 * all of them in the same moment. Each is told as {@code name|path of quarkus-run.jar|further flags of its JVM|settings}, the last two separated by
 * spaces and possibly empty, and has a PostgreSQL of its own.
 */
final class Comparison {
    private static final int ROUNDS = 16;
    private static final Duration SLICE = Duration.ofSeconds(4);

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
        Plan plan = usual.alone(words(parts[2]), Path.of(parts[1]), home);
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

    /**
     * Prints the CPU-ms of a login and of a refresh, compiling apart, and what share that is of the first service's in the
     * same round: the median of the rounds, and the extremes.
     */
    static void run(Plan plan, List<String> services) throws IOException, InterruptedException {
        List<Comparison> all = new ArrayList<>();
        for (String service : services) {
            all.add(new Comparison(plan, service));
        }
        int each = Math.max(1, plan.most() / all.size());
        while (all.stream().anyMatch(one -> one.warmedBy < plan.warmUp())) {
            atOnce(all, one -> {
                one.warmedBy += one.load.logins("warm-up", each, SLICE).verify().count();
                one.load.refreshes("warm-up", each, SLICE.dividedBy(8));
            });
        }
        for (int round = 0; round < ROUNDS; round++) {
            atOnce(all, one -> one.logins.add(cost(one.load.logins("login", each, SLICE))));
            atOnce(all, one -> one.refreshes.add(cost(one.load.refreshes("refresh", each, SLICE.dividedBy(2)))));
        }
        Comparison first = all.getFirst();
        for (Comparison one : all) {
            System.out.printf(
                    Locale.ROOT,
                    "%-20s login %s, of the first's %s; refresh %s, of the first's %s%n",
                    one.name,
                    said(one.logins),
                    said(shares(one.logins, first.logins)),
                    said(one.refreshes),
                    said(shares(one.refreshes, first.refreshes)));
        }
    }

    /** Something that a service is put through. */
    @FunctionalInterface
    private interface Turn {
        void of(Comparison one) throws InterruptedException;
    }

    private static void atOnce(List<Comparison> all, Turn turn) throws InterruptedException {
        List<Callable<Void>> work = new ArrayList<>();
        for (Comparison one : all) {
            work.add(() -> {
                turn.of(one);
                return null;
            });
        }
        Load.inThreads(work);
    }

    private static List<Double> shares(List<Double> costs, List<Double> of) {
        return IntStream.range(0, costs.size())
                .mapToObj(round -> costs.get(round) / of.get(round))
                .toList();
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
