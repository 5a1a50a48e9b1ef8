package dev.latchkey.decision.replay;

import dev.latchkey.decision.Judged;
import dev.latchkey.decision.PastDecision;
import dev.latchkey.decision.Reason;
import dev.latchkey.decision.Situation.Judging;
import dev.latchkey.id.AccountId;
import dev.latchkey.risk.Risk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts what comes of judging decisions under two policies, one after the other. For one thread. */
final class Tally {
    private static final int FLIPS = 1_000;
    private static final String ALLOW = "allow";
    private static final String STEP_UP = "step_up";

    private final Map<String, Long> notPossible = new TreeMap<>();
    private final Map<String, Map<String, Long>> matrix = new TreeMap<>();
    private final Map<String, Counts> bySegment = new TreeMap<>();
    private final Counts all = new Counts();
    private final Set<AccountId> touched = new HashSet<>();
    private final List<Flip> flips = new ArrayList<>();
    private long judged;
    private long secondsBefore;
    private long secondsAfter;
    private long hostile;
    private long caughtBefore;
    private long caughtAfter;

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
    void add(Again.Of before, Again.Of after, boolean isHostile) {
        PastDecision past = before.past();
        if (past.situation().orElseThrow().judging() == Judging.ANSWERED) {
            return; // No attempt of its own: the answer to a question that was counted before.
        }
        judged++;
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
            all.add(from.equals(STEP_UP), to.equals(STEP_UP));
            bySegment
                    .computeIfAbsent(past.action() + "/" + past.segment(), segment -> new Counts())
                    .add(from.equals(STEP_UP), to.equals(STEP_UP));
        }
        if (!from.equals(to)) {
            past.account().ifPresent(touched::add);
            if (flips.size() < FLIPS) {
                flips.add(flip(past, from, after));
            }
        }
    }

    private static Flip flip(PastDecision past, String from, Again.Of after) {
        return new Flip(
                past.id(),
                past.at(),
                past.action(),
                past.segment(),
                from,
                after.now().level(),
                Risk.probability(after.score()),
                after.now().reasons().stream().map(Reason::code).toList());
    }

    private static long seconds(Judged judged) {
        return judged instanceof Judged.Asks(var reasons, var methods)
                ? methods.getFirst().seconds()
                : 0;
    }

    Report report() {
        Map<String, Change> segments = new TreeMap<>();
        bySegment.forEach((segment, counts) -> segments.put(segment, counts.change()));
        return new Report(
                judged,
                notPossible,
                matrix,
                all.change(),
                segments,
                touched.size(),
                secondsBefore,
                secondsAfter,
                new Share(caughtBefore, hostile),
                new Share(caughtAfter, hostile),
                flips);
    }
}
