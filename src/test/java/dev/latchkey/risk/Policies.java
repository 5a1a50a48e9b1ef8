package dev.latchkey.risk;

import java.time.Duration;
import java.util.EnumSet;

/** Policies for tests. */
final class Policies {
    private Policies() {}

    /** Returns one that asks from 1 % on. */
    static Policy sign() {
        return asking(0.01, Policy.NEVER);
    }

    static Policy asking(double from, double denying) {
        return new Policy(1, 0.01, 20, 500, from, denying, EnumSet.allOf(Challenge.class), Duration.ofHours(24));
    }

    /** Returns one without a budget, at which a loss costs so much. */
    static Policy costing(double loss) {
        return new Policy(
                1, 0.01, 20, loss, Policy.BY_COST, Policy.NEVER, EnumSet.allOf(Challenge.class), Duration.ofHours(24));
    }
}
