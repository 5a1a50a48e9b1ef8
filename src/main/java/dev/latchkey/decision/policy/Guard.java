package dev.latchkey.decision.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Says whether a version that is tried does harm. A pure function of counts. It is looked at every half minute for days,
 * in a dozen cells, so it has to be far surer than a single look would: an end that is wrong stops a good change, and one
 * that comes a little later costs a few questions more.
 */
public final class Guard {
    /** How far above its promise a version may be. */
    static final double TOLERANCE = 1.25;

    /** So few decisions say nothing. */
    static final int LEAST_DECISIONS = 50;

    /** Nor do so few that were stopped. */
    static final int LEAST_STOPPED = 10;

    /** Nor so few answers, in each arm. */
    static final int LEAST_ANSWERED = 30;

    /** One look is wrong about three times in a million. */
    static final double SURE = 4.5;

    private Guard() {}

    /** What a cell says. */
    public sealed interface Finding {
        /** Returns its name on the wire. */
        String id();

        /** Nothing speaks against the version. */
        record Fine() implements Finding {
            @Override
            public String id() {
                return "fine";
            }
        }

        /** Too little is known to say anything. */
        record TooFew() implements Finding {
            @Override
            public String id() {
                return "too_few";
            }
        }

        /**
         * More are stopped than was promised, and more than without the version.
         *
         * @param allowed the share that would have been borne
         */
        record Overrun(double allowed) implements Finding {
            @Override
            public String id() {
                return "overrun";
            }
        }

        /** Of those who are asked, fewer pass than without the version: it asks the wrong ones, or the wrong thing. */
        record Drop() implements Finding {
            @Override
            public String id() {
                return "drop";
            }
        }

        /** Whether the version is taken back for it. */
        default boolean isHarm() {
            return this instanceof Overrun || this instanceof Drop;
        }
    }

    /** Returns what a cell says. */
    public static Finding find(Cell cell) {
        Counts canary = cell.canary();
        Counts control = cell.control();
        Optional<Double> allowed = cell.promised().map(Guard::allowed);
        boolean enough = canary.decisions() >= LEAST_DECISIONS;
        if (enough && canary.stopped() >= LEAST_STOPPED && allowed.isPresent()) {
            Interval tried = new Interval(canary.stopped(), canary.decisions(), SURE);
            Interval usual = new Interval(control.stopped(), control.decisions(), SURE);
            // When both arms run over, something happens to everybody: taking the version back would not help.
            boolean everywhere = usual.low() > allowed.get() && tried.above(usual) <= 0;
            if (tried.low() > allowed.get() && !everywhere) {
                return new Finding.Overrun(allowed.get());
            }
        }
        boolean answers = canary.answered() >= LEAST_ANSWERED && control.answered() >= LEAST_ANSWERED;
        if (answers
                && new Interval(control.passed(), control.answered(), SURE)
                                .above(new Interval(canary.passed(), canary.answered(), SURE))
                        > 0) {
            return new Finding.Drop();
        }
        return enough ? new Finding.Fine() : new Finding.TooFew();
    }

    /** Returns what is borne of a promised share. */
    public static double allowed(double promised) {
        return Math.min(1, promised * TOLERANCE);
    }

    /** Whether more were asked than is borne of a budget, beyond what a look every few minutes sees by chance. */
    public static boolean isOver(long asked, long decisions, double budget) {
        return decisions >= LEAST_DECISIONS
                && asked >= LEAST_STOPPED
                && new Interval(asked, decisions, SURE).low() > allowed(budget);
    }

    /**
     * Returns the share that a version promises to stop at most in a cell: its own budget. One that names none, or says
     * that everybody or nobody is asked, promises nothing; then the budget of the policy in force is what customers were
     * promised.
     */
    public static Optional<Double> promised(
            PolicyDocument candidate, PolicyDocument inForce, String action, String segment) {
        OptionalDouble own = candidate.budget(action, segment);
        OptionalDouble usual = inForce.budget(action, segment);
        return own.isPresent()
                ? Optional.of(own.getAsDouble())
                : usual.isPresent() ? Optional.of(usual.getAsDouble()) : Optional.empty();
    }

    /** Returns the first cell that does harm. */
    static Optional<Cell> harm(List<Cell> cells) {
        return cells.stream().filter(cell -> find(cell).isHarm()).findFirst();
    }

    /** Returns what a cell says, in a sentence. */
    public static String words(Cell cell) {
        Interval tried = new Interval(cell.canary().stopped(), cell.canary().decisions(), Interval.SHOWN);
        return switch (find(cell)) {
            case Finding.Fine fine -> "Nothing speaks against it.";
            case Finding.TooFew few -> "Too few decisions to say anything.";
            case Finding.Overrun(double allowed) ->
                String.format(
                        Locale.ROOT,
                        "%.1f %% of %d were stopped (%s/%s), surely more than the %.2f %% that are borne.",
                        100 * tried.value(),
                        cell.canary().decisions(),
                        cell.action(),
                        cell.segment(),
                        100 * allowed);
            case Finding.Drop drop ->
                String.format(
                        Locale.ROOT,
                        "Of those asked %d of %d passed (%s/%s), and %d of %d without it.",
                        cell.canary().passed(),
                        cell.canary().answered(),
                        cell.action(),
                        cell.segment(),
                        cell.control().passed(),
                        cell.control().answered());
        };
    }
}
