package dev.latchkey.risk;

import dev.latchkey.risk.signal.Constants;
import dev.latchkey.risk.signal.Level;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;

/** Reads a model from its text and refuses one that makes no sense. */
final class ModelReader {
    private final Properties lines = new Properties();
    private final Set<String> read = new HashSet<>();

    ModelReader(String text) {
        try {
            lines.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Model read() {
        int version = (int) positive("version");
        Constants constants = new Constants(
                positive("constant.novelty-prior"),
                positive("constant.usual-prior"),
                positive("constant.device-pull"),
                perLevel("constant.pull."),
                perLevel("constant.choices."),
                share("constant.novelty-mass"),
                share("constant.vouching"));
        double[][] priors = Arrays.stream(Activity.values()).map(this::priors).toArray(double[][]::new);
        double[][] weights =
                Arrays.stream(Hypothesis.values()).map(this::weights).toArray(double[][]::new);
        Calibration[] calibrations = Arrays.stream(Segment.values())
                .map(segment -> Calibration.parse(said("calibration." + segment.slug())))
                .toArray(Calibration[]::new);
        double margin = number("margin", 0);
        List<List<Optional<Calibration>>> budgets =
                Arrays.stream(Activity.values()).map(this::budgets).toList();
        lines.stringPropertyNames().stream()
                .filter(name -> !read.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("a model knows nothing of " + name);
                });
        return new Model(version, constants, priors, weights, calibrations, margin, budgets);
    }

    private List<Optional<Calibration>> budgets(Activity activity) {
        return Arrays.stream(Segment.values())
                .map(segment -> "budget." + activity.slug() + "." + segment.slug())
                .map(name -> lines.containsKey(name)
                        ? Optional.of(Calibration.parse(said(name)))
                        : Optional.<Calibration>empty())
                .toList();
    }

    private double[] priors(Activity activity) {
        return Arrays.stream(Hypothesis.values())
                .mapToDouble(hypothesis -> {
                    if (hypothesis == Hypothesis.OWNER) {
                        return 0;
                    }
                    double usual = Double.parseDouble(said("prior." + hypothesis.slug()));
                    // What is likelier there than elsewhere.
                    return usual + number("prior." + hypothesis.slug() + "." + activity.slug(), 0);
                })
                .toArray();
    }

    private double[] weights(Hypothesis hypothesis) {
        double[] weights = new double[Code.SIGNALS];
        for (int i = 0; i < weights.length; i++) {
            Code code = Code.at(i);
            weights[i] = number("weight." + hypothesis.slug() + "." + code.slug(), 0);
            // Weights never fall below 0, and what speaks for the household speaks for nobody else: a worse fact then
            // never lowers the score.
            boolean forHousehold = code == Code.USUAL_NETWORK;
            boolean household = hypothesis == Hypothesis.SHARED_DEVICE;
            if (weights[i] < 0 || weights[i] > 0 && (forHousehold != household || hypothesis == Hypothesis.OWNER)) {
                throw new IllegalArgumentException(
                        "weight of " + code.slug() + " for " + hypothesis.slug() + ": " + weights[i]);
            }
        }
        return weights;
    }

    private double[] perLevel(String prefix) {
        Function<Level, String> name = level -> prefix + level.slug();
        return Arrays.stream(Level.values())
                .map(name)
                .mapToDouble(this::positive)
                .toArray();
    }

    private double positive(String name) {
        double number = number(name, Double.NaN);
        if (!(number > 0)) {
            throw new IllegalArgumentException(name + " is above 0");
        }
        return number;
    }

    /** Of constants that came later: a model that does not name them does without. */
    private double share(String name) {
        double number = number(name, 0);
        if (!(number >= 0 && number <= 1)) {
            throw new IllegalArgumentException(name + " is 0 to 1");
        }
        return number;
    }

    private double number(String name, double otherwise) {
        read.add(name);
        String said = lines.getProperty(name);
        double number = said == null ? otherwise : Double.parseDouble(said);
        if (!Double.isFinite(number) && said != null) {
            throw new IllegalArgumentException(name + " is a number");
        }
        return number;
    }

    private String said(String name) {
        read.add(name);
        String said = lines.getProperty(name);
        if (said == null) {
            throw new IllegalArgumentException("a model has " + name);
        }
        return said;
    }
}
