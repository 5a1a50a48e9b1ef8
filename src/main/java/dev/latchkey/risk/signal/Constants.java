package dev.latchkey.risk.signal;

/**
 * The constants of the likelihoods, part of a model and versioned with it.
 *
 * @param noveltyPrior a of the novelty rate (a + new) / (a + b + n); above 0
 * @param usualPrior b of it; above 0
 * @param devicePull kappa of the device
 * @param pulls kappa of each {@link Level}, in its order: how strongly the population's view is mixed in; above 0
 * @param choices of each level: how many values there are to begin with, which smooths the population's counts
 */
public record Constants(double noveltyPrior, double usualPrior, double devicePull, double[] pulls, double[] choices) {
    /** The constants before anything was fitted. */
    public static Constants first() {
        return new Constants(0.5, 4, 1, new double[] {1, 1, 1, 1, 1, 1}, new double[] {200, 40, 400, 6, 6, 4});
    }

    double pull(Level level) {
        return pulls[level.ordinal()];
    }

    double choices(Level level) {
        return choices[level.ordinal()];
    }
}
