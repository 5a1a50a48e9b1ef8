package dev.latchkey.risk;

import dev.latchkey.risk.signal.Constants;
import dev.latchkey.risk.signal.Signal;

/**
 * The arithmetic of one score: what the signals read, what each hypothesis makes of it, and the odds that come of it.
 * In {@link StrictMath} and in a fixed order, so that the same evidence gives the same bits on every machine.
 */
final class Weighing {
    private static final Signal[] SIGNALS = Code.signals();
    private static final int SHARED = Hypothesis.SHARED_DEVICE.ordinal();

    private final Model model;
    private final Activity activity;
    private final Segment segment;
    private final double[] readings;
    /** ln(π_m e^s_m / π_0) of each hypothesis; the owner's is 0. */
    private final double[] odds = new double[Model.HYPOTHESES];

    private Weighing(Model model, Activity activity, Segment segment, double[] readings) {
        this.model = model;
        this.activity = activity;
        this.segment = segment;
        this.readings = readings;
        for (int m = 1; m < odds.length; m++) {
            double sum = model.prior(activity, m);
            double[] weights = model.weightsOf(m);
            for (int k = 0; k < readings.length; k++) {
                sum += weights[k] * readings[k];
            }
            odds[m] = sum;
        }
    }

    static Weighing of(Model model, Evidence evidence) {
        return new Weighing(model, evidence.activity(), evidence.segment(), readings(evidence, model.constants()));
    }

    static double[] readings(Evidence evidence, Constants constants) {
        double[] readings = new double[SIGNALS.length];
        float[] numbers = evidence.numbers();
        for (int k = 0; k < readings.length; k++) {
            readings[k] = SIGNALS[k].read(numbers, constants);
        }
        return readings;
    }

    static boolean known(int signal, Evidence evidence) {
        return SIGNALS[signal].known(evidence.numbers());
    }

    /** Returns the same weighing with the reading at {@code place} as usual. */
    Weighing asUsual(int place) {
        double[] changed = readings.clone();
        changed[place] = 0;
        return new Weighing(model, activity, segment, changed);
    }

    double[] readings() {
        return readings;
    }

    /** Returns ln of the odds of all that is hostile against all that is not, before calibration. */
    double raw() {
        double most = odds[1];
        for (int m = 2; m < SHARED; m++) {
            most = Math.max(most, odds[m]);
        }
        double sum = 0;
        for (int m = 1; m < SHARED; m++) {
            sum += StrictMath.exp(odds[m] - most);
        }
        return most + StrictMath.log(sum) - harmless();
    }

    double calibrated() {
        return model.calibrated(segment, raw());
    }

    /** Returns ln of the odds of owner and household against the owner alone. */
    private double harmless() {
        double shared = odds[SHARED];
        return shared > 0
                ? shared + StrictMath.log1p(StrictMath.exp(-shared))
                : StrictMath.log1p(StrictMath.exp(shared));
    }

    /** Returns the likeliest hostile hypothesis; between equals, the earlier one. */
    int leading() {
        int leading = 1;
        for (int m = 2; m < SHARED; m++) {
            leading = odds[m] > odds[leading] ? m : leading;
        }
        return leading;
    }

    /** Returns what each reading adds to the odds of a hypothesis. */
    double[] terms(int hypothesis) {
        double[] weights = model.weightsOf(hypothesis);
        double[] terms = new double[readings.length];
        for (int k = 0; k < terms.length; k++) {
            terms[k] = weights[k] * readings[k];
        }
        return terms;
    }

    double prior(int hypothesis) {
        return model.prior(activity, hypothesis);
    }

    double odds(int hypothesis) {
        return odds[hypothesis];
    }

    /** Returns the probability of each hypothesis, before calibration; together 1. */
    double[] posterior() {
        double most = 0;
        for (double each : odds) {
            most = Math.max(most, each);
        }
        double[] posterior = new double[odds.length];
        double sum = 0;
        for (int m = 0; m < odds.length; m++) {
            posterior[m] = StrictMath.exp(odds[m] - most);
            sum += posterior[m];
        }
        for (int m = 0; m < odds.length; m++) {
            posterior[m] /= sum;
        }
        return posterior;
    }
}
