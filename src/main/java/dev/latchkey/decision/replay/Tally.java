package dev.latchkey.decision.replay;

import dev.latchkey.decision.Decision.StepUpMethod;
import dev.latchkey.decision.Judged;
import dev.latchkey.decision.PastDecision;
import dev.latchkey.decision.Reason;
import dev.latchkey.decision.Sight;
import dev.latchkey.decision.Situation.Judging;
import dev.latchkey.risk.Evidence;
import dev.latchkey.risk.Risk;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Counts what comes of judging decisions under two policies, one after the other. For one thread; the tallies of several
 * pages add up to that of all, in the order of the pages.
 */
final class Tally {
    static final int FLIPS = 1_000;
    private static final int NOT_EXACT = 20;
    private static final String ALLOW = "allow";
    private static final String STEP_UP = "step_up";

    private final Map<String, Long> notPossible = new TreeMap<>();
    private final Map<String, Map<String, Long>> matrix = new TreeMap<>();
    private final Map<String, Map<String, Counts>> splits = new TreeMap<>();
    private final Counts all = new Counts();
    private final Touched touched = new Touched();
    private final List<Flip> flips = new ArrayList<>();
    private final List<UUID> notExactFirst = new ArrayList<>();
    private long judged;
    private long exact;
    private long notExact;
    private long answered;
    private long exactOfAnswered;
    private long secondsBefore;
    private long secondsAfter;
    private long hostile;
    private long caughtBefore;
    private long caughtAfter;
    private long flipped;

    private static final class Counts {
        private long both;
        private long more;
        private long fewer;
        private long neither;

        void add(boolean before, boolean after) {
            if (before && after) {
                both++;
            } else if (after) {
                more++;
            } else if (before) {
                fewer++;
            } else {
                neither++;
            }
        }

        void add(Counts other) {
            both += other.both;
            more += other.more;
            fewer += other.fewer;
            neither += other.neither;
        }

        Change change() {
            return new Change(both, more, fewer, neither);
        }
    }

    void notPossible(Again.NotPossible decision) {
        notPossible.merge(decision.why().name().toLowerCase(Locale.ROOT), 1L, Long::sum);
    }

    /**
     * Counts one.
     *
     * @param before under the policy of the time
     * @param after under the policy that is tried
     * @param isHostile whether it is known by now that the owner was not there
     */
    void add(Again.Of before, Again.Of after, Evidence evidence, boolean isHostile) {
        PastDecision past = before.past();
        boolean isExact = before.isExact();
        if (!isExact && notExactFirst.size() < NOT_EXACT) {
            notExactFirst.add(past.id());
        }
        if (past.situation().orElseThrow().judging() == Judging.ANSWERED) {
            answered++; // No attempt of its own: the answer to a question that was counted before.
            exactOfAnswered += isExact ? 1 : 0;
            return;
        }
        judged++;
        exact += isExact ? 1 : 0;
        notExact += isExact ? 0 : 1;
        String from = before.now().level();
        String to = after.now().level();
        matrix.computeIfAbsent(from, level -> new TreeMap<>()).merge(to, 1L, Long::sum);
        secondsBefore += seconds(before.now());
        secondsAfter += seconds(after.now());
        if (isHostile) {
            hostile++;
            caughtBefore += from.equals(ALLOW) ? 0 : 1;
            caughtAfter += to.equals(ALLOW) ? 0 : 1;
        } else {
            legitimate(past, evidence, from.equals(STEP_UP), to.equals(STEP_UP));
        }
        if (!from.equals(to)) {
            flipped++;
            past.account().ifPresent(touched::add);
            if (flips.size() < FLIPS) {
                flips.add(flip(past, from, after, isHostile));
            }
        }
    }

    private void legitimate(PastDecision past, Evidence evidence, boolean before, boolean after) {
        all.add(before, after);
        count(Report.SEGMENT, past.action() + "/" + past.segment(), before, after);
        count(Report.POLICY, Integer.toString(past.policyVersion()), before, after);
        for (Sight sight : Sight.values()) {
            count(sight.value(), sight.of(evidence), before, after);
        }
    }

    private void count(String split, String value, boolean before, boolean after) {
        splits.computeIfAbsent(split, name -> new TreeMap<>())
                .computeIfAbsent(value, name -> new Counts())
                .add(before, after);
    }

    private static Flip flip(PastDecision past, String from, Again.Of after, boolean isHostile) {
        return new Flip(
                past.id(),
                past.at(),
                past.action(),
                past.segment(),
                from,
                after.now().level(),
                Risk.probability(after.score()),
                past.reasons(),
                after.now().reasons().stream().map(Reason::code).toList(),
                isHostile);
    }

    private static long seconds(Judged judged) {
        return judged instanceof Judged.Asks(var reasons, List<StepUpMethod> methods)
                ? methods.getFirst().seconds()
                : 0;
    }

    /** Adds what was counted of the pages that follow. */
    void add(Tally next) {
        next.notPossible.forEach((why, many) -> notPossible.merge(why, many, Long::sum));
        next.matrix.forEach((from, row) -> row.forEach((to, many) ->
                matrix.computeIfAbsent(from, level -> new TreeMap<>()).merge(to, many, Long::sum)));
        next.splits.forEach(
                (split, rows) -> rows.forEach((value, counts) -> splits.computeIfAbsent(split, name -> new TreeMap<>())
                        .computeIfAbsent(value, name -> new Counts())
                        .add(counts)));
        all.add(next.all);
        touched.addAll(next.touched);
        flips.addAll(next.flips.subList(0, Math.min(next.flips.size(), FLIPS - flips.size())));
        notExactFirst.addAll(
                next.notExactFirst.subList(0, Math.min(next.notExactFirst.size(), NOT_EXACT - notExactFirst.size())));
        judged += next.judged;
        exact += next.exact;
        notExact += next.notExact;
        answered += next.answered;
        exactOfAnswered += next.exactOfAnswered;
        secondsBefore += next.secondsBefore;
        secondsAfter += next.secondsAfter;
        hostile += next.hostile;
        caughtBefore += next.caughtBefore;
        caughtAfter += next.caughtAfter;
        flipped += next.flipped;
    }

    Report report() {
        Map<String, Map<String, Change>> changes = new TreeMap<>();
        splits.forEach((split, rows) -> {
            Map<String, Change> values = new TreeMap<>();
            rows.forEach((value, counts) -> values.put(value, counts.change()));
            changes.put(split, values);
        });
        return new Report(
                judged,
                notPossible,
                new Report.Exactness(exact, notExact, answered, exactOfAnswered, notExactFirst),
                matrix,
                all.change(),
                changes,
                touched.count(),
                touched.isFull(),
                secondsBefore,
                secondsAfter,
                new Share(caughtBefore, hostile),
                new Share(caughtAfter, hostile),
                flipped,
                flips);
    }
}
