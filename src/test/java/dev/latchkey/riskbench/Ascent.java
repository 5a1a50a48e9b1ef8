package dev.latchkey.riskbench;

import java.util.Arrays;

/**
 * Fits {@code P(m|x) ∝ e^(b_m + w_m x)}, the owner's exponent being 0, by projected gradient ascent (Adam; Kingma and
 * Ba, 2015): no weight ever falls below 0, so a worse fact never lowers a score, also against attackers that nobody
 * thought of. Classes without a row are left out. In {@link StrictMath} and one thread: the same samples give the same numbers.
 */
final class Ascent {
    private static final double FIRST_MOMENT = 0.9;
    private static final double SECOND_MOMENT = 0.99;
    private static final double TINY = 1e-9;

    private final double[][] rows;
    private final int[] labels;
    private final double[] importance;
    private final double[][] floors;
    private final double ridge;
    private final int classes;
    private final int[] fitted;
    private final int width;

    /** What was fitted: for each class the readings' weights, then its bias. */
    final double[][] weights;

    /**
     * A fit to come.
     *
     * @param rows what was read
     * @param labels the class of each row; 0 is the owner
     * @param importance how much each row counts; in total 1
     * @param floors what each weight never goes below; 0 or more
     * @param start where to begin; the weights, then the bias of each class
     * @param ridge pulls weights towards 0
     */
    Ascent(double[][] rows, int[] labels, double[] importance, double[][] floors, double[][] start, double ridge) {
        this.rows = rows;
        this.labels = labels;
        this.importance = importance;
        this.floors = floors;
        this.ridge = ridge;
        classes = start.length;
        fitted = Arrays.stream(labels)
                .filter(label -> label > 0)
                .distinct()
                .sorted()
                .toArray();
        width = start[0].length - 1;
        weights = Arrays.stream(start).map(double[]::clone).toArray(double[][]::new);
    }

    /**
     * Climbs.
     *
     * @param named how much it matters which hostile class a hostile row is given to, 0 to 1; what remains asks only
     *     that it is told from the owner
     */
    void climb(int steps, double pace, double named) {
        double[][] mean = new double[classes][width + 1];
        double[][] square = new double[classes][width + 1];
        for (int step = 1; step <= steps; step++) {
            double[][] gradient = gradient(named);
            double length = pace * (1 - 0.9 * step / steps);
            for (int m : fitted) {
                for (int k = 0; k <= width; k++) {
                    double slope = gradient[m][k] - (k < width ? ridge * weights[m][k] : 0);
                    mean[m][k] = FIRST_MOMENT * mean[m][k] + (1 - FIRST_MOMENT) * slope;
                    square[m][k] = SECOND_MOMENT * square[m][k] + (1 - SECOND_MOMENT) * slope * slope;
                    double first = mean[m][k] / (1 - StrictMath.pow(FIRST_MOMENT, step));
                    double second = square[m][k] / (1 - StrictMath.pow(SECOND_MOMENT, step));
                    double next = weights[m][k] + length * first / (StrictMath.sqrt(second) + TINY);
                    weights[m][k] = k < width ? Math.max(floors[m][k], next) : next;
                }
            }
        }
    }

    private double[][] gradient(double named) {
        double[][] gradient = new double[classes][width + 1];
        double[] odds = new double[classes];
        for (int i = 0; i < rows.length; i++) {
            double[] row = rows[i];
            double sum = 1;
            for (int m : fitted) {
                double exponent = weights[m][width];
                for (int k = 0; k < width; k++) {
                    exponent += weights[m][k] * row[k];
                }
                odds[m] = StrictMath.exp(Math.min(exponent, 500));
                sum += odds[m];
            }
            for (int m : fitted) {
                double told = labels[i] == 0 ? 0 : odds[m] / (sum - 1);
                double wanted = named * (labels[i] == m ? 1 : 0) + (1 - named) * told;
                double off = importance[i] * (wanted - odds[m] / sum);
                if (off != 0) {
                    for (int k = 0; k < width; k++) {
                        gradient[m][k] += off * row[k];
                    }
                    gradient[m][width] += off;
                }
            }
        }
        return gradient;
    }
}
