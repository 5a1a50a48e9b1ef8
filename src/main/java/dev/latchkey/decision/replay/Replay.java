package dev.latchkey.decision.replay;

import dev.latchkey.decision.PastDecision;
import dev.latchkey.decision.PastDecisions;
import dev.latchkey.decision.policy.Policies;
import dev.latchkey.decision.policy.PolicyInForce;
import dev.latchkey.decision.policy.PolicyOutcome;
import dev.latchkey.decision.replay.Rejudging.Opened;
import dev.latchkey.id.RelyingPartyId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;

/**
 * Judges a stretch of the log again under a policy that somebody wants to try, page by page: what it holds in memory does
 * not grow with the log. One thread reads; where there is more than one processor others judge, each a page, and what they
 * count is added up in the order of the pages, so that the report is the same however many they were.
 */
@Singleton
public class Replay {
    private static final int PAGE = 2_000;
    private static final int MOST_THREADS = 4;

    private final PastDecisions decisions;
    private final Policies policies;
    private final int threads;
    private final int page;
    private final Rejudging rejudging = new Rejudging();

    @Inject
    Replay(PastDecisions decisions, Policies policies) {
        this(decisions, policies, Math.min(Runtime.getRuntime().availableProcessors(), MOST_THREADS), PAGE);
    }

    /**
     * The same with other sizes.
     *
     * @param threads how many judge; with one the thread that reads does it itself
     * @param page how many decisions are read at once
     */
    Replay(PastDecisions decisions, Policies policies, int threads, int page) {
        this.decisions = decisions;
        this.policies = policies;
        this.threads = threads;
        this.page = page;
    }

    /** Returns the same replay with other sizes, for measuring. */
    public Replay with(int otherThreads, int otherPage) {
        return new Replay(decisions, policies, otherThreads, otherPage);
    }

    /**
     * Judges the decisions of a relying party between two instants.
     *
     * @param candidate the policy to be tried
     * @param progress is told after each page how many were judged so far; throws to cancel
     */
    public Report run(
            RelyingPartyId relyingParty, Instant from, Instant to, PolicyInForce candidate, LongConsumer progress) {
        Pages pages = new Pages(relyingParty, from, to, candidate);
        if (threads <= 1) {
            return alone(pages, progress);
        }
        ExecutorService judges = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("replay-", 0).factory());
        try {
            return together(pages, judges, progress);
        } finally {
            judges.shutdownNow();
        }
    }

    private static Report alone(Pages pages, LongConsumer progress) {
        Tally tally = new Tally();
        long read = 0;
        for (Optional<Page> next = pages.next(); next.isPresent(); next = pages.next()) {
            tally.add(next.get().call());
            read += next.get().rows().size();
            progress.accept(read);
        }
        return tally.report();
    }

    private Report together(Pages pages, ExecutorService judges, LongConsumer progress) {
        Tally tally = new Tally();
        ArrayDeque<Future<Tally>> waiting = new ArrayDeque<>();
        ArrayDeque<Integer> sizes = new ArrayDeque<>();
        long read = 0;
        boolean more = true;
        while (more || !waiting.isEmpty()) {
            if (more && waiting.size() <= threads) {
                Optional<Page> next = pages.next();
                next.ifPresent(found -> {
                    waiting.add(judges.submit(found));
                    sizes.add(found.rows().size());
                });
                more = next.isPresent();
                continue;
            }
            tally.add(done(waiting.remove()));
            read += sizes.remove();
            progress.accept(read);
        }
        return tally.report();
    }

    private static Tally done(Future<Tally> page) {
        try {
            return page.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("a replay was interrupted", ended);
        }
    }

    /** The stretch of the log, page after page. For the thread that reads. */
    private final class Pages {
        private final RelyingPartyId relyingParty;
        private final Instant from;
        private final Instant to;
        private final PolicyInForce candidate;
        private final Map<Integer, PolicyInForce> former = new HashMap<>();
        private Optional<PastDecision> last = Optional.empty();

        Pages(RelyingPartyId relyingParty, Instant from, Instant to, PolicyInForce candidate) {
            this.relyingParty = relyingParty;
            this.from = from;
            this.to = to;
            this.candidate = candidate;
        }

        Optional<Page> next() {
            List<PastDecision> rows = decisions.page(relyingParty, from, to, last, page);
            if (rows.isEmpty()) {
                return Optional.empty();
            }
            last = Optional.of(rows.getLast());
            for (PastDecision past : rows) {
                former.computeIfAbsent(past.policyVersion(), version -> version(relyingParty, version));
            }
            return Optional.of(new Page(rows, decisions.hostile(rows), Map.copyOf(former), candidate, rejudging));
        }
    }

    /** One page, ready to be judged by whichever thread. */
    private record Page(
            List<PastDecision> rows,
            Set<UUID> hostile,
            Map<Integer, PolicyInForce> former,
            PolicyInForce candidate,
            Rejudging rejudging)
            implements Callable<Tally> {
        @Override
        public Tally call() {
            Tally tally = new Tally();
            for (PastDecision past : rows) {
                switch (rejudging.open(past)) {
                    case Opened.Not(Again.NotPossible why) -> tally.notPossible(why);
                    case Opened.Ready ready ->
                        tally.add(
                                ready.under(former.get(past.policyVersion())),
                                ready.under(candidate),
                                ready.evidence(),
                                hostile.contains(past.id()));
                }
            }
            return tally;
        }
    }

    /** The policy of the time; what could not be read then was decided by the release's own. */
    private PolicyInForce version(RelyingPartyId relyingParty, int version) {
        return policies.version(relyingParty, version) instanceof PolicyOutcome.InForce(PolicyInForce policy)
                ? policy
                : policies.comingWithTheRelease();
    }
}
