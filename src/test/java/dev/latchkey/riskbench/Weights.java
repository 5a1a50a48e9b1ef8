package dev.latchkey.riskbench;

import java.util.Arrays;

/** A discrete distribution over 0 … n−1. */
final class Weights {
    private final double[] cumulative;

    private Weights(double[] cumulative) {
        this.cumulative = cumulative;
    }

    /** Returns the distribution in proportion to the weights. */
    static Weights of(double... weights) {
        double[] cumulative = new double[weights.length];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            cumulative[i] = sum;
        }
        return new Weights(cumulative);
    }

    /** Returns Zipf's distribution: the k-th is chosen in proportion to k^−exponent. */
    static Weights zipf(int count, double exponent) {
        double[] weights = new double[count];
        for (int i = 0; i < count; i++) {
            weights[i] = StrictMath.pow(i + 1, -exponent);
        }
        return of(weights);
    }

    /** Returns one of the numbers. */
    int pick(Dice dice) {
        int found = Arrays.binarySearch(cumulative, dice.uniform() * cumulative[cumulative.length - 1]);
        return Math.min(found < 0 ? -found - 1 : found + 1, cumulative.length - 1);
    }

    /** Returns how likely that number is. */
    double share(int index) {
        double before = index == 0 ? 0 : cumulative[index - 1];
        return (cumulative[index] - before) / cumulative[cumulative.length - 1];
    }
}
