package dev.latchkey.decision.replay;

import dev.latchkey.decision.PastDecision;
import dev.latchkey.decision.PastDecisions;
import dev.latchkey.decision.policy.Policies;
import dev.latchkey.decision.policy.PolicyInForce;
import dev.latchkey.decision.policy.PolicyOutcome;
import dev.latchkey.id.RelyingPartyId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;

/**
 * Judges a stretch of the log again under a policy that somebody wants to try, page by page: what it holds in memory does
 * not grow with the log.
 */
@Singleton
public class Replay {
    private static final int PAGE = 2_000;

    private final PastDecisions decisions;
    private final Policies policies;
    private final Rejudging rejudging = new Rejudging();

    Replay(PastDecisions decisions, Policies policies) {
        this.decisions = decisions;
        this.policies = policies;
    }

    /**
     * Judges the decisions of a relying party between two instants.
     *
     * @param candidate the policy to be tried
     * @param progress is told after each page how many were read so far; throws to cancel
     */
    public Report run(
            RelyingPartyId relyingParty, Instant from, Instant to, PolicyInForce candidate, LongConsumer progress) {
        Tally tally = new Tally();
        Map<Integer, PolicyInForce> former = new HashMap<>();
        Optional<PastDecision> last = Optional.empty();
        long read = 0;
        while (true) {
            List<PastDecision> page = decisions.page(relyingParty, from, to, last, PAGE);
            if (page.isEmpty()) {
                return tally.report();
            }
            Set<UUID> hostile = decisions.hostile(page);
            for (PastDecision past : page) {
                PolicyInForce then =
                        former.computeIfAbsent(past.policyVersion(), version -> version(relyingParty, version));
                count(tally, past, then, candidate, hostile.contains(past.id()));
            }
            last = Optional.of(page.getLast());
            read += page.size();
            progress.accept(read);
        }
    }

    private void count(Tally tally, PastDecision past, PolicyInForce then, PolicyInForce candidate, boolean isHostile) {
        switch (rejudging.under(then, past)) {
            case Again.NotPossible notPossible -> tally.notPossible(notPossible);
            case Again.Of before -> {
                if (rejudging.under(candidate, past) instanceof Again.Of after) {
                    tally.add(before, after, isHostile);
                }
            }
        }
    }

    /** The policy of the time; what could not be read then was decided by the release's own. */
    private PolicyInForce version(RelyingPartyId relyingParty, int version) {
        return policies.version(relyingParty, version) instanceof PolicyOutcome.InForce(PolicyInForce policy)
                ? policy
                : policies.comingWithTheRelease();
    }
}
