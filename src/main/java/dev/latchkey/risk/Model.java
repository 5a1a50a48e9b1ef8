package dev.latchkey.risk;

import dev.latchkey.risk.signal.Constants;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The numbers behind the score: how often each hypothesis is true to begin with, how much each reading speaks for it,
 * how raw scores become frequencies. A text resource with a version; decisions name the version they were made by.
 */
public final class Model {
    /** The version in use. */
    public static final int CURRENT = 2;

    /** The first version that decisions were stored by; it and all later ones can be loaded. */
    private static final int FIRST = 1;

    static final int HYPOTHESES = Hypothesis.values().length;

    private final int version;
    private final Constants constants;
    private final double[][] priors;
    private final double[][] weights;
    private final Calibration[] calibrations;
    private final double margin;
    private final List<List<Optional<Calibration>>> budgets;

    Model(
            int version,
            Constants constants,
            double[][] priors,
            double[][] weights,
            Calibration[] calibrations,
            double margin,
            List<List<Optional<Calibration>>> budgets) {
        this.version = version;
        this.constants = constants;
        this.priors = priors;
        this.weights = weights;
        this.calibrations = calibrations;
        this.margin = margin;
        this.budgets = budgets;
    }

    /**
     * Reads a model.
     *
     * @throws IllegalArgumentException if a number is missing, negative where a weight must not be, or unknown
     */
    public static Model parse(String text) {
        return new ModelReader(text).read();
    }

    /** Returns the model in use, from its resource. */
    public static Model current() {
        return Shipped.MODELS.getLast();
    }

    /** Returns a model by the version that decisions name; empty for one that this release does not carry. */
    public static Optional<Model> ofVersion(int version) {
        return version >= FIRST && version <= CURRENT
                ? Optional.of(Shipped.MODELS.get(version - FIRST))
                : Optional.empty();
    }

    /** Returns its version, stored with every decision. */
    public int version() {
        return version;
    }

    /** Returns the constants of the likelihoods. */
    public Constants constants() {
        return constants;
    }

    /** Returns a copy of the weights of {@code hypothesis}, one for each code that has a signal, in order. */
    public double[] weights(Hypothesis hypothesis) {
        return weights[hypothesis.ordinal()].clone();
    }

    double[] weightsOf(int hypothesis) {
        return weights[hypothesis];
    }

    /** Returns ln(π_m / π_0) for an activity. */
    double prior(Activity activity, int hypothesis) {
        return priors[activity.ordinal()][hypothesis];
    }

    double calibrated(Segment segment, double raw) {
        return calibrations[segment.ordinal()].of(raw);
    }

    /** Returns by how much a logit may be off after {@code logins} sign-ins. */
    double margin(double logins) {
        return margin / StrictMath.sqrt(1 + logins);
    }

    /**
     * Returns the probability that a share of the owners' attempts exceed, as counted when the model was fitted: the line
     * that spends a budget.
     *
     * @param share the budget, above 0 and at most 1
     * @return empty where nothing was counted
     */
    public OptionalDouble exceededBy(Activity activity, Segment segment, double share) {
        return share >= 1
                ? OptionalDouble.of(0)
                : budgets.get(activity.ordinal()).get(segment.ordinal()).stream()
                        .mapToDouble(line -> Risk.probability(line.of(-StrictMath.log(share))))
                        .findFirst();
    }

    private static Model read(int version) {
        String name = "model-" + version + ".properties";
        try (InputStream in = Model.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + name);
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Shipped {
        static final List<Model> MODELS =
                IntStream.rangeClosed(FIRST, CURRENT).mapToObj(Model::read).toList();
    }

    @Override
    public String toString() {
        return "Model[version=" + version + ", weights="
                + Arrays.stream(weights).mapToInt(row -> row.length).sum() + "]";
    }
}
