package dev.latchkey.risk.signal;

/**
 * The likelihood that backs off from fine to coarse: {@code p(v|parent, u) = (c_u(v) + κ ν_u g(v|parent)) /
 * (c_u(parent) + κ ν_u)}, with the account's own novelty rate {@code ν_u = (a + new_u) / (a + b + n_u)}, so that a
 * traveller's new network costs little and a hermit's much.
 */
final class Backoff {
    private Backoff() {}

    /** Returns the account's novelty rate, above 0 and below 1. */
    static double novelty(double fresh, double logins, Constants constants) {
        return (constants.noveltyPrior() + fresh) / (constants.noveltyPrior() + constants.usualPrior() + logins);
    }

    /** Returns the share of everybody's sign-ins, smoothed so that nothing has none. */
    static double everybody(double all, double allParent, double choices) {
        return (all + 1 / choices) / (Math.max(all, allParent) + 1);
    }

    /** Returns the probability that this account shows the value, given what contains it. */
    static double account(double own, double ownParent, double novelty, double everybody, double pull) {
        double mixed = pull * novelty;
        return (own + mixed * everybody) / (Math.max(own, ownParent) + mixed);
    }

    /**
     * Returns ln(1 + ratio): near 0 when the account is likelier than anybody to show the value, the logarithm of how
     * much likelier anybody is otherwise.
     */
    static double surprise(double ratio) {
        return StrictMath.log1p(ratio);
    }
}
