package dev.latchkey.decision;

import dev.latchkey.decision.Situation.Judging;
import dev.latchkey.decision.policy.Applied;
import dev.latchkey.decision.policy.Policies;
import dev.latchkey.decision.policy.PolicyInForce;
import dev.latchkey.decision.policy.PolicyOutcome;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.DecisionId;
import dev.latchkey.postgres.Reads;
import dev.latchkey.postgres.Scalar;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.Use;
import dev.latchkey.risk.Challenge;
import dev.latchkey.risk.Evidence;
import dev.latchkey.risk.Model;
import dev.latchkey.risk.Profile;
import dev.latchkey.risk.Risk;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
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
    private final Histories histories;
    private final Observer observer;
    private final Populations populations;
    private final Policies policies;
    private final DecisionLog log;
    private final Learning learning;
    private final Trials trials;
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
            Trials trials,
            DecisionMetrics metrics,
            SecureRandom random) {
        this.histories = histories;
        this.observer = observer;
        this.populations = populations;
        this.policies = policies;
        this.log = log;
        this.learning = learning;
        this.trials = trials;
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
        Applied applied = applied(attempt);
        Optional<Profile> profile = history.profile(attempt.account().key());
        count(attempt, applied, profile);
        Judging judging = profile.isPresent() && applied.policy() instanceof PolicyOutcome.InForce
                ? Judging.SCORED
                : Judging.CAREFUL;
        return decided(attempt, history, profile.orElse(Profile.EMPTY), applied, judging, owned);
    }

    /** Decides that an attempt passes, whose question was answered well. */
    public Decision passed(Attempt attempt, History history) {
        Profile profile = history.profile(attempt.account().key()).orElse(Profile.EMPTY);
        return decided(attempt, history, profile, applied(attempt), Judging.ANSWERED, Set::of);
    }

    /** What holds for the account at a relying party, or the one version that a walk tries in a sandbox. */
    private Applied applied(Attempt attempt) {
        RelyingParty relyingParty = attempt.relyingParty();
        return attempt.client()
                .tried()
                .filter(version -> relyingParty.use() == Use.SANDBOX)
                .map(version -> Applied.alone(policies.version(relyingParty.id(), version)))
                .orElseGet(() ->
                        policies.forAccount(relyingParty.id(), attempt.account().id()));
    }

    private Decision decided(
            Attempt attempt,
            History history,
            Profile profile,
            Applied applied,
            Judging judging,
            Supplier<Set<Challenge>> owned) {
        PolicyOutcome outcome = applied.policy();
        PolicyInForce policy =
                outcome instanceof PolicyOutcome.InForce(var read) ? read : policies.comingWithTheRelease();
        int version = outcome instanceof PolicyOutcome.InForce || judging == Judging.ANSWERED
                ? policy.version()
                : Basis.UNREADABLE;
        Observer.Observed observed = observer.observe(attempt, history, profile, policy);
        Evidence evidence = Evidence.of(
                observed.facts(),
                observed.profile(),
                populations.of(attempt.relyingParty().id()));
        Situation situation = Situation.of(
                attempt,
                history,
                observed.facts().continuity(),
                policy.document().rules(),
                judging);
        Once<Set<Challenge>> once = new Once<>(owned);
        Judgement judgement = new Judgement(situation, evidence, policy, risk);
        Judged judged = judgement.judge(once);
        Basis basis = new Basis(
                observed,
                history,
                evidence,
                once.got().map(situation::owning).orElse(situation),
                judgement.line(),
                judgement.assessment(),
                judged,
                applied.shadow()
                        .filter(shadow -> judging == Judging.SCORED)
                        .map(shadow -> inTheShadow(attempt, history, observed, evidence, shadow, once)),
                applied.trial(),
                version,
                model.version());
        return Decision.of(DecisionId.create(attempt.at(), random), basis);
    }

    /**
     * What a version that is tried would have made of the attempt, by its own rules. Nobody is asked for it what the
     * account could answer: where the decision did not need to know, the version's own checks are assumed.
     */
    private Basis.Shadow inTheShadow(
            Attempt attempt,
            History history,
            Observer.Observed observed,
            Evidence evidence,
            PolicyInForce shadow,
            Once<Set<Challenge>> once) {
        Situation situation = Situation.of(
                attempt,
                history,
                observed.facts().continuity(),
                shadow.document().rules(),
                Judging.SCORED);
        Judged judged =
                new Judgement(once.got().map(situation::owning).orElse(situation), evidence, shadow, risk).again();
        return new Basis.Shadow(shadow.version(), judged.level(), Trials.outcome(judged));
    }

    /** Adds to {@code writes} what a decision leaves: its row in the log, and what is learned from it. */
    public void record(Writes writes, Attempt attempt, Decision decision) {
        Optional<byte[]> learned = learning.learn(writes, attempt, decision);
        log.add(writes, attempt, decision, learned);
        trials.add(writes, attempt, decision);
        metrics.decided(attempt, decision);
        if (decision instanceof Decision.Allow(var id, var reasons, var basis, boolean limited) && limited) {
            histories.held(
                    writes,
                    attempt.relyingParty().id(),
                    attempt.account().id(),
                    attempt.at(),
                    attempt.at().plus(basis.policy().hold()));
        }
    }

    private void count(Attempt attempt, Applied applied, Optional<Profile> profile) {
        metrics.shown(attempt.client().deviceProof());
        if (applied.candidateUnreadable()) {
            metrics.candidateUnreadable();
        }
        if (applied.policy() instanceof PolicyOutcome.Unreadable) {
            metrics.policyUnreadable();
        }
        if (profile.isEmpty()) {
            metrics.profileUnreadable();
        }
    }
}
