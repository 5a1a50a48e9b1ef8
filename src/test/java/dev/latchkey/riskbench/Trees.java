package dev.latchkey.riskbench;

import java.util.Arrays;

/**
 * Boosted trees over binned numbers (Friedman, 2001; second order as in Chen and Guestrin, 2016). Free to find whatever
 * tells two classes apart, with no weight held to be positive and nothing to explain: a yardstick, never a scorer.
 */
final class Trees {
    private static final int DEPTH = 5;
    private static final int LEAVES = 1 << DEPTH;
    private static final int BINS = 48;
    private static final double PACE = 0.15;
    private static final double RIDGE = 20;

    private record Tree(int[] features, int[] cuts, double[] leaves) {}

    private final float[][] edges;
    private final Tree[] trees;

    private Trees(float[][] edges, Tree[] trees) {
        this.edges = edges;
        this.trees = trees;
    }

    /**
     * Learns to tell hostile rows from the others.
     *
     * @param rows one array of numbers each; NaN is a value of its own
     * @param weights how much each row counts
     */
    static Trees learn(float[][] rows, boolean[] hostile, double[] weights, int rounds) {
        float[][] edges = edges(rows);
        byte[][] bins = new byte[edges.length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < edges.length; k++) {
                bins[k][i] = bin(edges[k], rows[i][k]);
            }
        }
        Trees learnt = new Trees(edges, new Tree[rounds]);
        double[] scores = new double[rows.length];
        double[] slopes = new double[rows.length];
        double[] bends = new double[rows.length];
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < rows.length; i++) {
                double probability = 1 / (1 + Math.exp(-scores[i]));
                slopes[i] = weights[i] * ((hostile[i] ? 1 : 0) - probability);
                bends[i] = weights[i] * probability * (1 - probability);
            }
            learnt.trees[round] = grow(bins, slopes, bends, scores);
        }
        return learnt;
    }

    /** Returns the logarithm of the odds that a row is hostile, up to a constant. */
    double score(float[] row) {
        double sum = 0;
        for (Tree tree : trees) {
            int node = 1;
            while (node < LEAVES) {
                int feature = tree.features[node];
                node = 2 * node + (bin(edges[feature], row[feature]) > tree.cuts[node] ? 1 : 0);
            }
            sum += tree.leaves[node - LEAVES];
        }
        return sum;
    }

    private static Tree grow(byte[][] bins, double[] slopes, double[] bends, double[] scores) {
        int[] nodes = new int[slopes.length];
        Arrays.fill(nodes, 1);
        int[] features = new int[LEAVES];
        int[] cuts = new int[LEAVES];
        for (int first = 1; first < LEAVES; first *= 2) {
            double[] best = new double[first];
            for (int feature = 0; feature < bins.length; feature++) {
                double[] sums = new double[first * BINS * 2];
                for (int i = 0; i < nodes.length; i++) {
                    int place = ((nodes[i] - first) * BINS + bins[feature][i]) * 2;
                    sums[place] += slopes[i];
                    sums[place + 1] += bends[i];
                }
                for (int node = 0; node < first; node++) {
                    double[] found = cut(sums, node * BINS * 2);
                    if (found[0] > best[node]) {
                        best[node] = found[0];
                        features[first + node] = feature;
                        cuts[first + node] = (int) found[1];
                    }
                }
            }
            for (int node = 0; node < first; node++) {
                cuts[first + node] = best[node] > 0 ? cuts[first + node] : BINS;
            }
            for (int i = 0; i < nodes.length; i++) {
                nodes[i] = 2 * nodes[i] + (bins[features[nodes[i]]][i] > cuts[nodes[i]] ? 1 : 0);
            }
        }
        return new Tree(features, cuts, leaves(nodes, slopes, bends, scores));
    }

    private static double[] leaves(int[] nodes, double[] slopes, double[] bends, double[] scores) {
        double[] leaves = new double[LEAVES];
        double[] slope = new double[LEAVES];
        double[] bend = new double[LEAVES];
        for (int i = 0; i < nodes.length; i++) {
            slope[nodes[i] - LEAVES] += slopes[i];
            bend[nodes[i] - LEAVES] += bends[i];
        }
        for (int leaf = 0; leaf < LEAVES; leaf++) {
            leaves[leaf] = PACE * slope[leaf] / (bend[leaf] + RIDGE);
        }
        for (int i = 0; i < nodes.length; i++) {
            scores[i] += leaves[nodes[i] - LEAVES];
        }
        return leaves;
    }

    /** Returns what the best cut of a node gains, and after which bin it is. */
    private static double[] cut(double[] sums, int from) {
        double slope = 0;
        double bend = 0;
        for (int bin = 0; bin < BINS; bin++) {
            slope += sums[from + 2 * bin];
            bend += sums[from + 2 * bin + 1];
        }
        double[] best = {0, BINS};
        double left = 0;
        double leftBend = 0;
        for (int bin = 0; bin + 1 < BINS; bin++) {
            left += sums[from + 2 * bin];
            leftBend += sums[from + 2 * bin + 1];
            double right = slope - left;
            double gain = left * left / (leftBend + RIDGE)
                    + right * right / (bend - leftBend + RIDGE)
                    - slope * slope / (bend + RIDGE);
            if (gain > best[0] + 1e-9) {
                best = new double[] {gain, bin};
            }
        }
        return best;
    }

    /** Edges at equal shares of a sample; bin 0 is for NaN. */
    private static float[][] edges(float[][] rows) {
        int step = Math.max(1, rows.length / 20_000);
        float[][] edges = new float[rows[0].length][];
        for (int k = 0; k < edges.length; k++) {
            float[] values = new float[(rows.length + step - 1) / step];
            int count = 0;
            for (int i = 0; i < rows.length; i += step) {
                values[count] = rows[i][k];
                count += Float.isNaN(rows[i][k]) ? 0 : 1;
            }
            float[] sorted = Arrays.copyOf(values, count);
            Arrays.sort(sorted);
            edges[k] = distinct(sorted);
        }
        return edges;
    }

    private static float[] distinct(float[] sorted) {
        float[] edges = new float[BINS - 2];
        int count = 0;
        for (int bin = 0; bin < edges.length && sorted.length > 0; bin++) {
            float edge = sorted[(int) ((long) sorted.length * (bin + 1) / (edges.length + 2))];
            if (count == 0 || edge > edges[count - 1]) {
                edges[count++] = edge;
            }
        }
        return Arrays.copyOf(edges, count);
    }

    private static byte bin(float[] edges, float value) {
        if (Float.isNaN(value)) {
            return 0;
        }
        int place = Arrays.binarySearch(edges, value);
        return (byte) (1 + (place < 0 ? -place - 1 : place));
    }
}
