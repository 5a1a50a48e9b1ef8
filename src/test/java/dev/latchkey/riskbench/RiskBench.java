package dev.latchkey.riskbench;

import dev.latchkey.risk.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The command behind {@code ./mvnw -Prisk-bench verify}. System properties: {@code risk.seeds} (how many of the test
 * seeds, default 10), {@code risk.from} (the first of them; 1 and on for whoever changes the model), {@code risk.csv} (a file in the layout of the RBA data set instead of generated worlds) and
 * {@code risk.write} (false prints without writing the page).
 */
public final class RiskBench {
    private static final Path PAGE = Path.of("docs/risk-benchmark.md");
    private static final Path MODEL =
            Path.of("src/main/resources/dev/latchkey/risk/model-" + Model.CURRENT + ".properties");
    private static final Path IMAGES = Path.of("docs/images/risk");

    private final long begun = System.nanoTime();
    private final Findings findings = new Findings();

    private RiskBench() {}

    /** Runs it. */
    public static void main(String[] arguments) throws IOException {
        new RiskBench().run();
    }

    private void run() throws IOException {
        String csv = System.getProperty("risk.csv", "");
        int seeds = Integer.getInteger("risk.seeds", World.TEST_SEEDS);
        List<ScorerFactory> factories = new ArrayList<>();
        factories.add(Contestants.ours());
        factories.addAll(Contestants.baselines());
        factories.forEach(factory -> findings.scorers.add(Evaluation.perSegment(factory.name())));
        factories.stream()
                .filter(factory ->
                        factory.name().startsWith("Freeman") || factory.name().equals(Contestants.OURS))
                .forEach(factory -> findings.global.add(Evaluation.global(factory.name())));
        if (csv.isEmpty()) {
            int from = Integer.getInteger("risk.from", World.TEST_FROM_SEED);
            for (int seed = from; seed < from + seeds; seed++) {
                generated(seed, factories);
            }
            permitted(from, Math.min(seeds, 2));
            findings.attackers.addAll(Attacker.GENERATED);
            findings.facts.add("Seeds %d to %d: %,d users and %,d attacks of each kind in each world."
                    .formatted(from, from + seeds - 1, Assumptions.USERS, Assumptions.ATTACKS));
        } else {
            file(Path.of(csv), factories);
        }
        findings.facts.add("%s; %s; took %d minutes."
                .formatted(
                        Machine.date(),
                        Machine.name(),
                        Duration.ofNanos(System.nanoTime() - begun).toMinutes()));
        findings.facts.add("Model %d, SHA-256 %s (without its budget lines)."
                .formatted(Model.current().version(), Machine.digest(MODEL)));
        finish(csv.isEmpty());
    }

    private void generated(long seed, List<ScorerFactory> factories) {
        World world = Generator.full().world(seed);
        progress("seed %d: %,d rows", seed, world.rows().size());
        everybody(world, factories);
        leftOut(world, Contestants.ours());
        World poisoned = Generator.full().poisoned().world(seed);
        for (int i = 0; i < factories.size(); i++) {
            if (findings.poisoned.size() <= i) {
                findings.poisoned.add(Evaluation.perSegment(factories.get(i).name()));
            }
            findings.poisoned.get(i).add(Trial.of(factories.get(i).create(), poisoned));
        }
        progress("seed %d: poisoned variant done", seed);
        findings.active.add(
                Trial.of(Contestants.ours().create(), Generator.full().active().world(seed)));
        progress("seed %d: active variant done", seed);
    }

    /** What others than ours could have caught, learnt from training seeds and tried on some of the report's. */
    private void permitted(int from, int seeds) {
        Ceiling ceiling = new Ceiling();
        progress("ceilings learnt");
        for (int seed = from; seed < from + seeds; seed++) {
            World world = Generator.full().world(seed);
            add(findings.apart, Trial.apart(Contestants.ours().scorer(), ceiling.apart(), world));
            add(findings.together, Trial.apart(Contestants.ours().scorer(), ceiling.together(), world));
            progress("seed %d: ceilings tried", seed);
        }
    }

    private static void add(Map<Attacker, Evaluation> evaluations, Map<Attacker, Trial> trials) {
        trials.forEach((kind, trial) -> evaluations
                .computeIfAbsent(kind, one -> Evaluation.perSegment("for " + one))
                .add(trial));
    }

    private void everybody(World world, List<ScorerFactory> factories) {
        for (int i = 0; i < factories.size(); i++) {
            String name = factories.get(i).name();
            Trial trial = Trial.of(factories.get(i).create(), world);
            findings.scorers.get(i).add(trial);
            findings.global.stream().filter(global -> global.name.equals(name)).forEach(global -> global.add(trial));
            progress("seed %d: %s", world.seed(), name);
        }
    }

    private void leftOut(World world, OurFactory ours) {
        add(findings.leftOut, Trial.leftOut(ours, world));
        progress("seed %d: each attacker left out", world.seed());
    }

    private void file(Path csv, List<ScorerFactory> factories) throws IOException {
        World world = RbaWorld.read(csv);
        progress("%,d rows of %s", world.rows().size(), csv.getFileName());
        everybody(world, factories);
        world.rows().stream()
                .map(Login::attacker)
                .filter(Attacker::hostile)
                .distinct()
                .sorted()
                .forEach(findings.attackers::add);
        findings.facts.add("%,d rows of %s.".formatted(world.rows().size(), csv.getFileName()));
    }

    private void finish(boolean whole) throws IOException {
        String tables = new Page(findings).tables();
        System.out.println(String.join("\n", findings.facts) + "\n\n" + tables);
        if (whole && Boolean.parseBoolean(System.getProperty("risk.write", "true"))) {
            Files.writeString(PAGE, Document.of(findings, tables));
            new Plots(findings, IMAGES).draw();
            progress("written: %s and %s", PAGE, IMAGES);
        }
    }

    private void progress(String text, Object... values) {
        System.err.printf(
                Locale.ROOT,
                "[%6.1f s] %s%n",
                Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1e3,
                String.format(Locale.ROOT, text, values));
    }
}
