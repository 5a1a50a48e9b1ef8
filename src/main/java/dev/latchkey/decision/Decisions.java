package dev.latchkey.decision;

import dev.latchkey.decision.policy.Policies;
import dev.latchkey.decision.policy.PolicyInForce;
import dev.latchkey.decision.policy.PolicyOutcome;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.DecisionId;
import dev.latchkey.postgres.Reads;
import dev.latchkey.postgres.Scalar;
import dev.latchkey.postgres.Writes;
import dev.latchkey.risk.Assessment;
import dev.latchkey.risk.Challenge;
import dev.latchkey.risk.Evidence;
import dev.latchkey.risk.Model;
import dev.latchkey.risk.Policy;
import dev.latchkey.risk.Population;
import dev.latchkey.risk.Profile;
import dev.latchkey.risk.Risk;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Decides about attempts. Around the model's score stand the policy's hard rules and holds; a score we cannot trust,
 * because our own record or policy cannot be read, asks for one more check. One read and one write of the caller's
 * round trips belong to a decision.
 */
@Singleton
public final class Decisions {
    /** How long what is sensitive waits after a sign-in that should have been checked and could not be. */
    private static final Duration HOLD = Duration.ofHours(24);

    private final Histories histories;
    private final Observer observer;
    private final Populations populations;
    private final Policies policies;
    private final DecisionLog log;
    private final Learning learning;
    private final DecisionMetrics metrics;
    private final Model model;
    private final Risk risk;
    private final SecureRandom random;

    Decisions(
            Histories histories,
            Observer observer,
            Populations populations,
            Policies policies,
            DecisionLog log,
            Learning learning,
            DecisionMetrics metrics,
            SecureRandom random) {
        this.histories = histories;
        this.observer = observer;
        this.populations = populations;
        this.policies = policies;
        this.log = log;
        this.learning = learning;
        this.metrics = metrics;
        this.model = Model.current();
        this.risk = new Risk(model);
        this.random = random;
    }

    /** Adds the one query that a decision about the account needs; no row or one. */
    public Reads.Answer<History> history(Reads reads, AccountId account) {
        return histories.find(reads, account);
    }

    /** As {@link #history(Reads, AccountId)}, of an account that PostgreSQL looks up. */
    public Reads.Answer<History> history(Reads reads, Scalar account) {
        return histories.find(reads, account);
    }

    /**
     * Decides; never throws for anything a client can send.
     *
     * @param owned says which checks the account could answer, from before the attempt; looked at only when one is due
     */
    public Decision decide(Attempt attempt, History history, Supplier<Set<Challenge>> owned) {
        DecisionId id = DecisionId.create(attempt.at(), random);
        PolicyOutcome policy = policies.current(attempt.relyingParty().id());
        Optional<Profile> profile = history.profile(attempt.account().key());
        count(attempt, policy, profile);
        return switch (policy) {
            case PolicyOutcome.InForce(PolicyInForce inForce)
            when profile.isPresent() ->
                new Judgement(attempt, history, inForce, basis(attempt, history, profile.get(), inForce), risk)
                        .decide(id, owned);
            case PolicyOutcome.InForce(PolicyInForce inForce) ->
                careful(id, attempt, basis(attempt, history, Profile.EMPTY, inForce), owned);
            case PolicyOutcome.Unreadable unreadable -> {
                Basis basis = basis(attempt, history, profile.orElse(Profile.EMPTY), policies.comingWithTheRelease());
                yield careful(id, attempt, basis.ofUnreadablePolicy(), owned);
            }
        };
    }

    /** Decides that an attempt passes, whose question was answered well. */
    public Decision passed(Attempt attempt, History history) {
        DecisionId id = DecisionId.create(attempt.at(), random);
        Profile profile = history.profile(attempt.account().key()).orElse(Profile.EMPTY);
        PolicyInForce policy = policies.current(attempt.relyingParty().id()) instanceof PolicyOutcome.InForce(var read)
                ? read
                : policies.comingWithTheRelease();
        return new Decision.Allow(id, List.of(Reason.CHECK_PASSED), basis(attempt, history, profile, policy), false);
    }

    /** Adds to {@code writes} what a decision leaves: its row in the log, and what is learned from it. */
    public void record(Writes writes, Attempt attempt, Decision decision) {
        Optional<byte[]> learned = learning.learn(writes, attempt, decision);
        log.add(writes, attempt, decision, learned);
        metrics.decided(attempt, decision);
        if (decision instanceof Decision.Allow(var id, var reasons, var basis, boolean limited) && limited) {
            histories.held(
                    writes,
                    attempt.relyingParty().id(),
                    attempt.account().id(),
                    attempt.at(),
                    attempt.at().plus(HOLD));
        }
    }

    private void count(Attempt attempt, PolicyOutcome policy, Optional<Profile> profile) {
        metrics.shown(attempt.client().deviceProof());
        if (policy instanceof PolicyOutcome.Unreadable) {
            metrics.policyUnreadable();
        }
        if (profile.isEmpty()) {
            metrics.profileUnreadable();
        }
    }

    private Basis basis(Attempt attempt, History history, Profile profile, PolicyInForce policy) {
        Observer.Observed observed = observer.observe(attempt, history, profile, policy);
        Population population = populations.of(attempt.relyingParty().id());
        Evidence evidence = Evidence.of(observed.facts(), observed.profile(), population);
        Policy line = policy.ruleFor(
                attempt.action().name(), evidence.segment(), attempt.stake().amount());
        Assessment assessment = risk.assess(evidence, line, line.allowed());
        return new Basis(observed, history, evidence, line, assessment, policy.version(), model.version());
    }

    /** What happens when we cannot judge: one more check with whatever there is, or in at the lowest level. */
    private static Decision careful(DecisionId id, Attempt attempt, Basis basis, Supplier<Set<Challenge>> owned) {
        return Asking.of(id, attempt, basis, List.of(Reason.COULD_NOT_CHECK), owned.get());
    }
}
