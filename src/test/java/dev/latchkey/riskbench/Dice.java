package dev.latchkey.riskbench;

import java.util.List;

/**
 * Seeded chance: SplitMix64 (Steele, Lea and Flood, 2014), with {@link StrictMath}, so that a seed gives the same bytes
 * on every machine. A stream is named by the seed and a path of numbers, so that what one person does never depends on
 * how many numbers another one drew.
 */
final class Dice {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    private Dice(long state) {
        this.state = state;
    }

    /** Returns the stream of that name. */
    static Dice of(long seed, long... path) {
        long state = mix(seed + GOLDEN);
        for (long step : path) {
            state = mix(state ^ mix(step + GOLDEN));
        }
        return new Dice(state);
    }

    /** Returns 64 bits. */
    long next() {
        state += GOLDEN;
        return mix(state);
    }

    /** Returns a number in [0, 1). */
    double uniform() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    /** Returns a number in [from, to). */
    double between(double from, double to) {
        return from + (to - from) * uniform();
    }

    /** Returns a whole number in [0, bound). */
    int below(int bound) {
        return (int) (uniform() * bound);
    }

    /** Returns true with the probability. */
    boolean chance(double probability) {
        return uniform() < probability;
    }

    /** Returns a standard normal number (Box and Muller, 1958). */
    double gaussian() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
        return radius * StrictMath.cos(2 * Math.PI * uniform());
    }

    /** Returns a number of the exponential distribution. */
    double exponential(double mean) {
        return -mean * StrictMath.log(1 - uniform());
    }

    /** Returns a number of the log-normal distribution. */
    double logNormal(double median, double sigma) {
        return median * StrictMath.exp(sigma * gaussian());
    }

    /** Returns a number whose logarithm is uniform. */
    double logUniform(double from, double to) {
        return from * StrictMath.exp(uniform() * StrictMath.log(to / from));
    }

    /** Returns a number of the Poisson distribution, for small means. */
    int poisson(double mean) {
        double limit = StrictMath.exp(-mean);
        int count = 0;
        for (double product = uniform(); product > limit; product *= uniform()) {
            count++;
        }
        return count;
    }

    /** Returns one of them, each as likely. */
    <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    private static long mix(long value) {
        long mixed = value;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
