package dev.latchkey.decision.policy;

import dev.latchkey.postgres.Chore;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Jobs;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Watches what is tried and takes it back where it does harm, mends the broken glass, and forgets what is over. */
@Singleton
class RolloutJobs {
    private static final Logger LOG = Logger.getLogger(RolloutJobs.class);
    private static final Duration KEEP_TRIALS = Duration.ofDays(30);
    private static final int BATCH = 1000;

    private static final String OLD_DRAFTS = "delete from decision_policy_draft where expires_at <= ?";

    private final TrialRows trials;
    private final Standings standings;
    private final Rollouts rollouts;
    private final BreakGlass glass;
    private final RolloutMetrics metrics;
    private final Database jobs;
    private final Clock clock;

    RolloutJobs(
            TrialRows trials,
            Standings standings,
            Rollouts rollouts,
            BreakGlass glass,
            RolloutMetrics metrics,
            @Jobs Database jobs,
            Clock clock) {
        this.trials = trials;
        this.standings = standings;
        this.rollouts = rollouts;
        this.glass = glass;
        this.metrics = metrics;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Scheduled(every = "30s", delayed = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void watch() {
        Chore.run("watching the policies that are tried", () -> {
            for (Step step : RolloutRows.lastOfAll(jobs)) {
                if (step.isGlass() && glass.endIfOver(step)) {
                    LOG.infof("break-glass over relying_party=%s version=%d", step.relyingParty(), step.version());
                } else if (step.isTrial()) {
                    judge(step);
                }
            }
        });
    }

    private void judge(Step step) {
        List<Cell> cells = standings.of(step).cells();
        Optional<Cell> harm = Guard.harm(cells);
        if (step.kind() == Step.Kind.SHADOW) {
            metrics.warned(step.relyingParty(), harm.isPresent());
            harm.ifPresent(cell -> LOG.warnf(
                    "policy in the shadow would do harm relying_party=%s version=%d action=%s segment=%s",
                    step.relyingParty(), step.version(), cell.action(), cell.segment()));
            return;
        }
        if (harm.isPresent() && rollouts.rollBack(step, Guard.words(harm.get()), cause(harm.get()))) {
            metrics.rolledBack(step.relyingParty());
            LOG.warnf(
                    "policy rolled back relying_party=%s version=%d finding=%s action=%s segment=%s",
                    step.relyingParty(),
                    step.version(),
                    Guard.find(harm.get()).id(),
                    harm.get().action(),
                    harm.get().segment());
        }
    }

    /** The numbers, as the history of the rollout keeps them. */
    private static String cause(Cell cell) {
        Map<String, Object> cause = new LinkedHashMap<>();
        cause.put("finding", Guard.find(cell).id());
        cause.put("action", cell.action());
        cause.put("segment", cell.segment());
        cell.promised().ifPresent(share -> {
            cause.put("promised", BigDecimal.valueOf(share));
            cause.put("allowed", BigDecimal.valueOf(Guard.allowed(share)));
        });
        boolean overrun = Guard.find(cell) instanceof Guard.Finding.Overrun;
        cause.put("canary", share(cell.canary(), overrun));
        cause.put("control", share(cell.control(), overrun));
        cause.put("text", Guard.words(cell));
        return JsonText.of(cause);
    }

    private static Map<String, Object> share(Counts counts, boolean overrun) {
        Interval share = overrun
                ? new Interval(counts.stopped(), counts.decisions(), Interval.SHOWN)
                : new Interval(counts.passed(), counts.answered(), Interval.SHOWN);
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("value", BigDecimal.valueOf(share.value()));
        members.put("low", BigDecimal.valueOf(share.low()));
        members.put("high", BigDecimal.valueOf(share.high()));
        members.put("hits", BigDecimal.valueOf(share.hits()));
        members.put("total", BigDecimal.valueOf(share.total()));
        return members;
    }

    @Scheduled(every = "1h", delayed = "7m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void forget() {
        Chore.run("forgetting old drafts and trials", () -> {
            jobs.write(OLD_DRAFTS, clock.instant());
            int some;
            do {
                some = trials.forget(clock.instant().minus(KEEP_TRIALS));
            } while (some == BATCH);
        });
    }

    @Scheduled(every = "10s", delayed = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void show() {
        metrics.show();
    }
}
