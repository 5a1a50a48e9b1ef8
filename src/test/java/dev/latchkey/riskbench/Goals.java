package dev.latchkey.riskbench;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/** What the model is meant to reach, over ten seeds. They were set before this generator was written. */
final class Goals {
    private static final Map<Attacker, Double> AT_ONE = of(
            Attacker.NAIVE,
            0.95,
            Attacker.VPN,
            0.86,
            Attacker.TARGETED,
            0.75,
            Attacker.VERY_TARGETED,
            0.60,
            Attacker.STUFFING,
            0.98,
            Attacker.CLONE_BEARER,
            0.57,
            Attacker.CLONE_BOUND_KEY,
            0.80,
            Attacker.SYNC_FABRIC,
            0.68,
            Attacker.SIM_SWAP,
            0.42,
            Attacker.STOLEN_PHONE,
            0.30);
    private static final Map<Attacker, Double> AT_HALF =
            of(Attacker.NAIVE, 0.91, Attacker.VPN, 0.77, Attacker.TARGETED, 0.60, Attacker.VERY_TARGETED, 0.42);
    private static final Map<Attacker, Double> LEFT_OUT = of(
            Attacker.NAIVE,
            0.92,
            Attacker.VPN,
            0.68,
            Attacker.TARGETED,
            0.48,
            Attacker.VERY_TARGETED,
            0.42,
            Attacker.STUFFING,
            0.85,
            Attacker.CLONE_BOUND_KEY,
            0.70);
    private static final Map<Attacker, Double> ASKED =
            of(Attacker.NAIVE, 0.02, Attacker.VPN, 0.06, Attacker.TARGETED, 0.07);

    static final double RATIO_LOW = 0.8;
    static final double RATIO_HIGH = 1.25;
    static final double BUDGET_LOW = 0.85;
    static final double BUDGET_HIGH = 1.15;
    static final double SEGMENT_LOW = 0.7;
    static final double SEGMENT_HIGH = 1.4;
    static final double FRICTION = 3;

    private Goals() {}

    /** Returns the share of attacks to catch under a budget. */
    static OptionalDouble caught(Attacker kind, double budget) {
        if (budget == 0.01) {
            return find(AT_ONE, kind);
        }
        return budget == 0.005 ? find(AT_HALF, kind) : OptionalDouble.empty();
    }

    /** Returns the same at 1 % for an attacker who was left out of every fit. */
    static OptionalDouble leftOut(Attacker kind) {
        return find(LEFT_OUT, kind);
    }

    /** Returns how many genuine logins may be asked to catch 99 % of the attacks. */
    static OptionalDouble asked(Attacker kind) {
        return find(ASKED, kind);
    }

    private static OptionalDouble find(Map<Attacker, Double> goals, Attacker kind) {
        return goals.containsKey(kind) ? OptionalDouble.of(goals.get(kind)) : OptionalDouble.empty();
    }

    private static Map<Attacker, Double> of(Object... pairs) {
        Map<Attacker, Double> goals = new EnumMap<>(Attacker.class);
        for (int i = 0; i < pairs.length; i += 2) {
            goals.put((Attacker) pairs[i], (Double) pairs[i + 1]);
        }
        return goals;
    }
}
