package dev.latchkey.riskbench;

import dev.latchkey.risk.Activity;
import dev.latchkey.risk.Code;
import dev.latchkey.risk.Hypothesis;
import dev.latchkey.risk.Segment;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/** The text of a model while it is being fitted: what judgement says, overwritten by what was found. */
final class ModelText {
    private static final String JUDGEMENT = "judgement.properties";

    /** The hypotheses of which the generator has examples; the others keep what judgement says. */
    private static final Set<Hypothesis> EXAMPLED = Set.of(
            Hypothesis.REPLAY,
            Hypothesis.SYNC_TAKEOVER,
            Hypothesis.RECOVERY_ABUSE,
            Hypothesis.STOLEN_DEVICE,
            Hypothesis.AUTOMATION);

    private final Fit.Shape shape;
    private final Map<String, String> lines;

    ModelText(Fit.Shape shape) {
        this(shape, read());
    }

    private ModelText(Fit.Shape shape, Map<String, String> lines) {
        this.shape = shape;
        this.lines = lines;
    }

    static boolean exampled(Hypothesis hypothesis) {
        return EXAMPLED.contains(hypothesis);
    }

    /** Returns the model that judgement alone makes. */
    static String judgement() {
        try (InputStream in = ModelText.class.getResourceAsStream(JUDGEMENT)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + JUDGEMENT);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the text with these weights and biases, each bias moved by {@code shift} to what is usual outside. */
    ModelText fitted(double[][] weights, double shift) {
        Map<String, String> next = new TreeMap<>(lines);
        for (Hypothesis hypothesis : EXAMPLED) {
            double[] row = weights[hypothesis.ordinal()];
            for (int k = 0; k < row.length - 1; k++) {
                String name = "weight." + hypothesis.slug() + "." + Code.values()[k].slug();
                String value = number(row[k]);
                if (value.equals("0.0000")) {
                    next.remove(name);
                } else {
                    next.put(name, value);
                }
            }
            next.put("prior." + hypothesis.slug(), number(row[row.length - 1] + shift));
        }
        return new ModelText(shape, next);
    }

    ModelText calibrated(Segment segment, String knots) {
        Map<String, String> next = new TreeMap<>(lines);
        next.put("calibration." + segment.slug(), knots);
        return new ModelText(shape, next);
    }

    ModelText budgeted(Activity activity, Segment segment, String knots) {
        Map<String, String> next = new TreeMap<>(lines);
        next.put("budget." + activity.slug() + "." + segment.slug(), knots);
        return new ModelText(shape, next);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(
                "# The scorer's model, fitted by riskbench.Fit and explained in docs/risk-model.md. Not edited by hand.\n");
        text.append("# Fitted to: ").append(Fit.inputs(shape)).append(".\n");
        lines.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\n'));
        return text.toString();
    }

    private static Map<String, String> read() {
        Properties said = new Properties();
        try {
            said.load(new StringReader(judgement()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> lines = new TreeMap<>();
        said.stringPropertyNames().forEach(name -> lines.put(name, said.getProperty(name)));
        return lines;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
