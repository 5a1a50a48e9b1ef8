package dev.latchkey.risk.signal;

/**
 * The constants of the likelihoods, part of a model and versioned with it.
 *
 * @param noveltyPrior a of the novelty rate (a + new) / (a + b + n); above 0
 * @param usualPrior b of it; above 0
 * @param devicePull kappa of the device
 * @param pulls kappa of each {@link Level}, in its order: how strongly the population's view is mixed in; above 0
 * @param choices of each level: how many values there are to begin with, which smooths the population's counts
 * @param noveltyMass how far an account's own rate of novelty is taken at its word, 0 to 1: pulls grow with each sign-in
 *     that is known, so that something new stays as likely as the rate says; 0 leaves them as they are
 * @param vouching how much of what is unusual about a place a device takes away that signs with its own key, 0 to 1
 */
public record Constants(
        double noveltyPrior,
        double usualPrior,
        double devicePull,
        double[] pulls,
        double[] choices,
        double noveltyMass,
        double vouching) {
    /** The constants before anything was fitted. */
    public static Constants first() {
        return new Constants(0.5, 4, 1, new double[] {1, 1, 1, 1, 1, 1}, new double[] {200, 40, 400, 6, 6, 4}, 0, 0);
    }

    double pull(Level level, double known) {
        return pulls[level.ordinal()] * grown(known);
    }

    double devicePull(double known) {
        return devicePull * grown(known);
    }

    /** Returns what a pull is multiplied by where {@code known} sign-ins could have shown the value and did not. */
    double grown(double known) {
        return 1 + noveltyMass * known;
    }

    /** Returns what is left of a reading about which the account has this rate of novelty, 0 to 1. */
    double left(double novelty) {
        return 1 - noveltyMass * novelty;
    }

    double choices(Level level) {
        return choices[level.ordinal()];
    }
}
