package dev.latchkey.risk;

/**
 * From raw logits to logits whose probabilities are frequencies that were counted: straight lines between knots, rising
 * throughout, and parallel to the raw logit beyond the ends. Having no steps, it makes no ties.
 */
final class Calibration {
    private final double[] raw;
    private final double[] counted;

    private Calibration(double[] raw, double[] counted) {
        this.raw = raw;
        this.counted = counted;
    }

    /**
     * Reads knots such as {@code -8:-9.1 -4:-5.2 0:-0.3}.
     *
     * @throws IllegalArgumentException if there is none, or if they do not rise
     */
    static Calibration parse(String text) {
        String[] knots = text.strip().split("\\s+");
        double[] raw = new double[knots.length];
        double[] counted = new double[knots.length];
        for (int i = 0; i < knots.length; i++) {
            String[] knot = knots[i].split(":", 2);
            if (knot.length != 2) {
                throw new IllegalArgumentException("a knot is two numbers: " + knots[i]);
            }
            raw[i] = Double.parseDouble(knot[0]);
            counted[i] = Double.parseDouble(knot[1]);
            if (i > 0 && !(raw[i] > raw[i - 1] && counted[i] > counted[i - 1])) {
                throw new IllegalArgumentException("calibration rises: " + text);
            }
        }
        return new Calibration(raw, counted);
    }

    double of(double logit) {
        int last = raw.length - 1;
        if (logit <= raw[0]) {
            return counted[0] + logit - raw[0];
        }
        if (logit >= raw[last]) {
            return counted[last] + logit - raw[last];
        }
        int above = 1;
        while (logit > raw[above]) {
            above++;
        }
        double share = (logit - raw[above - 1]) / (raw[above] - raw[above - 1]);
        return counted[above - 1] + share * (counted[above] - counted[above - 1]);
    }
}
