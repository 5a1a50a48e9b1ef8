package dev.latchkey.riskbench;

import dev.latchkey.risk.Activity;
import dev.latchkey.risk.Code;
import dev.latchkey.risk.Hypothesis;
import dev.latchkey.risk.Model;
import dev.latchkey.risk.Risk;
import dev.latchkey.risk.Segment;
import dev.latchkey.risk.signal.Column;
import dev.latchkey.riskbench.Samples.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * Fits weights, priors and calibration to generated histories of training seeds, which the report never shows. Users
 * weigh the same however often they come: who comes daily is not less worth attacking.
 */
public final class Fit {
    /** How much is generated and how long is climbed; the small shape is for a test. */
    record Shape(int users, int attacks, int steps) {
        static final Shape FULL = new Shape(20_000, 1_000, 400);
        static final Shape SMALL = new Shape(600, 60, 25);
    }

    /** Each kind of attacker stands for this share of the users' attempts: the boundary then lies near the budgets. */
    private static final double SHARE = 0.004;

    /** How much the names of hypotheses matter in the end. */
    private static final double NAMED = 0.6;

    private static final double RIDGE = 1e-6;
    private static final double PACE = 0.2;
    private static final double[] SHARES = {
        0.5, 0.25, 0.1, 0.05, 0.03, 0.02, 0.014, 0.01, 0.007, 0.005, 0.003, 0.002, 0.001
    };
    private static final int FEWEST = 10;
    private static final int PER_GROUP = 120;

    private final Model judgement;
    private final Risk reader;
    private final Shape shape;
    private Optional<Samples> training = Optional.empty();
    private Optional<Samples> calibrating = Optional.empty();

    Fit(Shape shape) {
        this.shape = shape;
        judgement = Model.parse(ModelText.judgement());
        reader = new Risk(judgement);
    }

    /** Writes the model that is shipped; the one argument is its file. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), new Fit(Shape.FULL).text(Optional.empty()));
    }

    /** Returns the text of the model, fitted without one attacker or with all. */
    String text(Optional<Attacker> left) {
        Samples samples = training()
                .only(sample -> left.filter(kind -> kind == sample.attacker()).isEmpty());
        double[][] fitted = climb(samples.all());
        ModelText text = new ModelText(shape).fitted(fitted, StrictMath.log(perKind() / SHARE));
        Risk raw = new Risk(Model.parse(text.toString()));
        for (Segment segment : Segment.values()) {
            text = text.calibrated(segment, knots(raw, segment, left));
        }
        Risk fittedRisk = new Risk(Model.parse(text.toString()));
        for (Activity activity : Activity.values()) {
            for (Segment segment : Segment.values()) {
                text = text.budgeted(activity, segment, budgets(fittedRisk, activity, segment));
            }
        }
        return text.toString();
    }

    /**
     * The logits that shares of the owners' attempts exceed, as {@code ln(1/share):logit}. Counted on the seed that
     * calibrates, by what thresholds are compared with. For what the generator has no attempts of, owners attempt it just
     * as they sign in.
     */
    private String budgets(Risk risk, Activity activity, Segment segment) {
        double[] logits = calibrating().all().stream()
                .filter(sample ->
                        sample.segment() == segment && !sample.attacker().hostile())
                .mapToDouble(sample -> risk.deciding(sample.evidence().as(activity)))
                .sorted()
                .toArray();
        List<String> knots = new ArrayList<>();
        double former = Double.NEGATIVE_INFINITY;
        for (double share : SHARES) {
            int place = (int) StrictMath.floor((1 - share) * logits.length);
            // A share that a handful of attempts decide says nothing.
            if (logits.length * share >= FEWEST && logits[place] > former + 1e-4) {
                former = logits[place];
                knots.add(String.format(Locale.ROOT, "%.4f:%.4f", -StrictMath.log(share), former));
            }
        }
        return knots.isEmpty() ? "0:0" : String.join(" ", knots);
    }

    private static double perKind() {
        return Assumptions.BASE_RATE / (1 - Assumptions.BASE_RATE) / Attacker.GENERATED.size();
    }

    private double[][] climb(List<Sample> samples) {
        double[][] rows = samples.stream().map(Fit::againstOwner).toArray(double[][]::new);
        int[] labels = samples.stream()
                .mapToInt(sample -> hypothesis(sample.attacker()).ordinal())
                .toArray();
        Ascent ascent = new Ascent(rows, labels, importance(samples), floors(), start(), RIDGE);
        // First each hypothesis learns what it looks like; then they share out what is left to be told from the owner.
        ascent.climb(shape.steps() / 2, PACE, 1);
        ascent.climb(shape.steps() / 2, PACE / 2, NAMED);
        return ascent.weights;
    }

    /** What speaks for the household speaks for nobody else. */
    private static double[] againstOwner(Sample sample) {
        double[] readings = sample.readings().clone();
        readings[Code.USUAL_NETWORK.ordinal()] = 0;
        return readings;
    }

    /** Which hypothesis each attacker of the generator is an example of. */
    static Hypothesis hypothesis(Attacker attacker) {
        return switch (attacker) {
            case NONE -> Hypothesis.OWNER;
            case STUFFING -> Hypothesis.AUTOMATION;
            case NAIVE, VPN, TARGETED, VERY_TARGETED, SYNC_FABRIC, REPORTED -> Hypothesis.SYNC_TAKEOVER;
            case CLONE_BEARER, CLONE_BOUND_KEY -> Hypothesis.REPLAY;
            case SIM_SWAP -> Hypothesis.RECOVERY_ABUSE;
            case STOLEN_PHONE -> Hypothesis.STOLEN_DEVICE;
        };
    }

    private static double[] importance(List<Sample> samples) {
        double[] weights = new double[samples.size()];
        double genuine = 0;
        long[] counts = new long[Attacker.values().length];
        for (int i = 0; i < weights.length; i++) {
            Sample sample = samples.get(i);
            counts[sample.attacker().ordinal()]++;
            if (!sample.attacker().hostile()) {
                weights[i] = 1 / Math.max(sample.evidence().number(Column.LOGINS), 1);
                genuine += weights[i];
            }
        }
        for (int i = 0; i < weights.length; i++) {
            Attacker attacker = samples.get(i).attacker();
            double weight = attacker.hostile() ? SHARE * genuine / counts[attacker.ordinal()] : weights[i];
            weights[i] = weight / genuine;
        }
        return weights;
    }

    private double[][] floors() {
        return Arrays.stream(Hypothesis.values()).map(judgement::weights).toArray(double[][]::new);
    }

    /** Begins at the floors, each hypothesis rare; what has no example stays out of the way. */
    private double[][] start() {
        double[][] floors = floors();
        double[][] start = new double[floors.length][];
        for (int m = 0; m < floors.length; m++) {
            int width = floors[m].length;
            start[m] = Arrays.copyOf(floors[m], width + 1);
            start[m][width] = ModelText.exampled(Hypothesis.values()[m]) ? -8 : -60;
        }
        return start;
    }

    private String knots(Risk raw, Segment segment, Optional<Attacker> left) {
        Samples samples = calibrating()
                .only(sample -> left.filter(kind -> kind == sample.attacker()).isEmpty());
        double genuine = samples.count(Attacker.NONE);
        List<Rising.Point> points = new ArrayList<>();
        for (Attacker kind : Attacker.values()) {
            double weight = kind.hostile() ? genuine * perKind() / Math.max(samples.count(kind), 1) : 1;
            for (Sample sample : samples.all()) {
                if (sample.attacker() == kind && sample.segment() == segment) {
                    points.add(new Rising.Point(raw.score(sample.evidence()), weight, kind.hostile()));
                }
            }
        }
        return points.stream().anyMatch(Rising.Point::hostile)
                ? Rising.knots(points, Math.min(PER_GROUP, Math.max(shape.attacks() / 10, 20)))
                : "0:0";
    }

    private Samples training() {
        if (training.isEmpty()) {
            training = Optional.of(Samples.together(World.TRAINING_SEEDS.stream()
                    .limit(World.TRAINING_SEEDS.size() - 1L)
                    .map(this::samples)
                    .toList()));
        }
        return training.get();
    }

    /** The last training seed calibrates, so that no sample both sets a weight and judges it. */
    private Samples calibrating() {
        if (calibrating.isEmpty()) {
            calibrating = Optional.of(samples(World.TRAINING_SEEDS.getLast()));
        }
        return calibrating.get();
    }

    private Samples samples(long seed) {
        return Samples.of(Generator.of(shape.users(), shape.attacks()).world(seed), reader);
    }

    /** Returns what the model was fitted to, in words that change when it does. */
    static String inputs(Shape shape) {
        CRC32 judgement = new CRC32();
        judgement.update(ModelText.judgement().getBytes(StandardCharsets.UTF_8));
        return World.TRAINING_SEEDS.stream().map(String::valueOf).collect(Collectors.joining(",", "seeds ", ""))
                + String.format(
                        Locale.ROOT,
                        "; judgement %08x; %d users and %d attacks of each kind per seed; %d steps; share %s; named %s; ridge %s; pace %s",
                        judgement.getValue(),
                        shape.users(),
                        shape.attacks(),
                        shape.steps(),
                        SHARE,
                        NAMED,
                        RIDGE,
                        PACE);
    }
}
