package dev.latchkey.decision.insight;

import dev.latchkey.decision.Judged;
import dev.latchkey.decision.PastDecision;
import dev.latchkey.decision.PastDecisions;
import dev.latchkey.decision.Situation.Judging;
import dev.latchkey.decision.policy.PolicyEdit;
import dev.latchkey.decision.policy.PolicyInForce;
import dev.latchkey.decision.policy.TriedOutcome;
import dev.latchkey.decision.policy.TriedPolicies;
import dev.latchkey.decision.replay.Again;
import dev.latchkey.decision.replay.Rejudging;
import dev.latchkey.decision.replay.Rejudging.Opened;
import dev.latchkey.decision.replay.Share;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.risk.Model;
import dev.latchkey.risk.Risk;
import dev.latchkey.risk.Segment;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Looks up what legitimate attempts scored lately, and finds the lines that keep a budget. */
@Singleton
public final class Budgets {
    /** How far back it looks at most. */
    public static final int MOST_DAYS = 92;

    private static final int PAGE = 2_000;
    private static final long MOST_ROWS = 300_000;

    private final PastDecisions decisions;
    private final TriedPolicies candidates;
    private final Workbench workbench;
    private final Clock clock;
    private final Rejudging rejudging = new Rejudging();
    private final Risk risk = new Risk(Model.current());

    Budgets(PastDecisions decisions, TriedPolicies candidates, Workbench workbench, Clock clock) {
        this.decisions = decisions;
        this.candidates = candidates;
        this.workbench = workbench;
        this.clock = clock;
    }

    /**
     * Finds the lines by which a share of an action's legitimate attempts is asked on its score.
     *
     * @param policy what holds beside the score, and whose lines are today's
     * @param days how far to look back; of very many decisions the newest are taken
     */
    public BudgetAnswer solve(
            RelyingPartyId relyingParty, TriedOutcome.Ready policy, String action, double share, int days) {
        return workbench.done(
                () -> new Solving(relyingParty, policy, action).over(days).answer(share));
    }

    private final class Solving {
        private final RelyingPartyId relyingParty;
        private final String action;
        private final BudgetSolver solver;
        private final PolicyInForce askingNobody;
        private Instant from = Instant.EPOCH;
        private Instant to = Instant.EPOCH;
        private long attempts;
        private long hostile;
        private long answered;
        private long notPossible;
        private long anyway;

        Solving(RelyingPartyId relyingParty, TriedOutcome.Ready policy, String action) {
            this.relyingParty = relyingParty;
            this.action = action;
            this.solver = new BudgetSolver(Model.current(), policy.policy(), action);
            this.askingNobody = askingNobody(policy);
        }

        /** The same policy, asking nobody on the score: what is left is asked anyway. */
        private PolicyInForce askingNobody(TriedOutcome.Ready policy) {
            String rule = policy.policy().document().action(action).name();
            Map<Segment, Double> nobody =
                    solver.segments().stream().collect(Collectors.toMap(Function.identity(), segment -> 0.0));
            String text = PolicyEdit.apply(policy.text(), PolicyEdit.lines(rule, PolicyEdit.By.BUDGET, nobody));
            return candidates.read(text, TriedPolicies.UNNUMBERED) instanceof TriedOutcome.Ready ready
                    ? ready.policy()
                    : policy.policy();
        }

        Solving over(int days) {
            to = clock.instant();
            Instant earliest = to.minus(Duration.ofDays(days));
            from = decisions.nth(relyingParty, earliest, to, MOST_ROWS).orElse(earliest);
            Optional<PastDecision> last = Optional.empty();
            while (true) {
                List<PastDecision> page = decisions.page(relyingParty, from, to, last, PAGE);
                if (page.isEmpty()) {
                    return this;
                }
                Set<UUID> strangers = decisions.hostile(page);
                page.stream()
                        .filter(past -> past.action().equals(action))
                        .forEach(past -> count(past, strangers.contains(past.id())));
                last = Optional.of(page.getLast());
            }
        }

        private void count(PastDecision past, boolean isHostile) {
            switch (rejudging.open(past)) {
                case Opened.Not not -> notPossible++;
                case Opened.Ready ready when ready.situation().judging() == Judging.ANSWERED -> answered++;
                case Opened.Ready ready -> count(ready, isHostile);
            }
        }

        private void count(Opened.Ready ready, boolean isHostile) {
            Scores scores = solver.scores(ready.evidence().segment(), isHostile);
            Again.Of unasked = ready.under(askingNobody);
            boolean stopped = !(unasked.now() instanceof Judged.Passes);
            if (stopped) {
                scores.addAnyway();
            } else if (ready.situation().hits().trusted()) {
                scores.addNever();
            } else {
                scores.add(risk.deciding(ready.evidence()));
            }
            attempts += isHostile ? 0 : 1;
            hostile += isHostile ? 1 : 0;
            anyway += stopped && !isHostile ? 1 : 0;
        }

        BudgetAnswer answer(double share) {
            List<SegmentBudget> segments = solver.segments().stream()
                    .map(segment -> solver.solve(segment, share))
                    .toList();
            return new BudgetAnswer(
                    from,
                    to,
                    risk.model().version(),
                    attempts,
                    hostile,
                    answered,
                    notPossible,
                    new Share(anyway, attempts),
                    segments,
                    BudgetSolver.together(
                            "threshold",
                            segments.stream().map(SegmentBudget::solved).toList()),
                    BudgetSolver.together(
                            "today", segments.stream().map(SegmentBudget::today).toList()),
                    BudgetSolver.together(segments));
        }
    }
}
