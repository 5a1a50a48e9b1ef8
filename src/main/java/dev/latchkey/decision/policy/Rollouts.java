package dev.latchkey.decision.policy;

import dev.latchkey.audit.Event;
import dev.latchkey.id.RelyingPartyId;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets a version out step by step: into the shadow, to a few accounts, to more, and into force. Of a relying party one
 * version is tried at a time, and each step follows the one that was seen.
 */
@Singleton
public class Rollouts {
    private final RolloutRows rows;
    private final PolicyRows versions;
    private final Reviews reviews;
    private final PolicyRegister register;
    private final Policies policies;
    private final Arms arms;
    private final Instance<PolicyNews> news;
    private final Clock clock;

    Rollouts(
            RolloutRows rows,
            PolicyRows versions,
            Reviews reviews,
            PolicyRegister register,
            Policies policies,
            Arms arms,
            Instance<PolicyNews> news,
            Clock clock) {
        this.rows = rows;
        this.versions = versions;
        this.reviews = reviews;
        this.register = register;
        this.policies = policies;
        this.arms = arms;
        this.news = news;
        this.clock = clock;
    }

    /**
     * Puts a version in the stage that comes next.
     *
     * @param digest of the text that was seen
     */
    @Transactional
    public RolloutOutcome advance(
            RelyingPartyId relyingParty, int version, String digest, Stage stage, String by, String comment) {
        return advance(relyingParty, version, Optional.of(digest), stage, by, comment);
    }

    /** As {@link #advance}, for whoever holds the command line: nobody else has to approve the version first. */
    @Transactional
    public RolloutOutcome advanceUnreviewed(
            RelyingPartyId relyingParty, int version, Stage stage, String by, String comment) {
        return advance(relyingParty, version, Optional.empty(), stage, by, comment);
    }

    /** Without a digest nobody has to have seen it. */
    private RolloutOutcome advance(
            RelyingPartyId relyingParty, int version, Optional<String> digest, Stage stage, String by, String comment) {
        Optional<PolicyRows.Stored> stored = versions.document(relyingParty, version);
        if (stored.isEmpty()) {
            return new RolloutOutcome.Unknown();
        }
        Optional<Step> last = rows.last(relyingParty);
        int active = versions.active(relyingParty);
        Optional<RolloutOutcome.Refused> refused = refusal(relyingParty, stored.get(), digest, stage, last, active);
        if (refused.isPresent()) {
            return refused.get();
        }
        int now = stage == Stage.LIVE ? version : active;
        Optional<Integer> key = trial(last, active).map(Step::armKey);
        Step step = Step.made(relyingParty, Step.Kind.of(stage), version, clock.instant(), by, comment)
                .holding(now, active)
                .under(key.orElseGet(arms::currentKey));
        if (!rows.add(last, step)) {
            return new RolloutOutcome.Refused(Why.CHANGED_MEANWHILE);
        }
        register.record(
                relyingParty,
                Event.POLICY_STAGED,
                Map.of(
                        "version",
                        Integer.toString(version),
                        "stage",
                        stage.id(),
                        "digest",
                        stored.get().digest(),
                        "by",
                        by));
        if (stage == Stage.LIVE) {
            register.enforce(relyingParty, version, active, by);
        }
        policies.refresh();
        return new RolloutOutcome.Stepped(step);
    }

    private Optional<RolloutOutcome.Refused> refusal(
            RelyingPartyId relyingParty,
            PolicyRows.Stored stored,
            Optional<String> digest,
            Stage stage,
            Optional<Step> last,
            int active) {
        Optional<Verdict> verdict = reviews.of(relyingParty, stored.version());
        Optional<Step> trial = trial(last, active);
        Optional<Stage> next = trial.flatMap(Step::stage).map(Stage::next).orElse(Optional.of(Stage.SHADOW));
        Optional<Why> why = Optional.empty();
        if (digest.filter(seen -> !seen.equals(stored.digest())).isPresent()) {
            why = Optional.of(Why.DIGEST_DIFFERS);
        } else if (last.filter(Step::isGlass).isPresent()) {
            why = Optional.of(Why.BREAK_GLASS_ON);
        } else if (rows.isGenerated(relyingParty, stored.version())) {
            why = Optional.of(Why.GENERATED);
        } else if (active == stored.version()) {
            why = Optional.of(Why.IN_FORCE_ALREADY);
        } else if (trial.filter(step -> step.version() != stored.version()).isPresent()) {
            why = Optional.of(Why.CANDIDATE_UNDER_WAY);
        } else if (verdict.filter(given -> !given.approved()).isPresent()) {
            why = Optional.of(Why.REJECTED);
        } else if (stage != Stage.SHADOW && verdict.isEmpty() && digest.isPresent()) {
            why = Optional.of(Why.NOT_APPROVED);
        } else if (!Optional.of(stage).equals(next)) {
            return Optional.of(new RolloutOutcome.Refused(Why.NOT_NEXT, next));
        } else if (PolicyText.read(stored.document()) instanceof Validation.Invalid) {
            why = Optional.of(Why.UNREADABLE);
        }
        return why.map(RolloutOutcome.Refused::new);
    }

    /** The step by which a version is tried; one that began beside another version than is in force has ended. */
    private static Optional<Step> trial(Optional<Step> last, int active) {
        return last.filter(step -> step.isTrial() && step.inForce() == active);
    }

    /** Ends the trial of a version; what is in force holds for everybody again. */
    @Transactional
    public RolloutOutcome stop(RelyingPartyId relyingParty, String by, String comment) {
        Optional<Step> trial = rows.last(relyingParty).filter(Step::isTrial);
        if (trial.isEmpty()) {
            return new RolloutOutcome.Refused(Why.NO_CANDIDATE);
        }
        Step step = Step.made(relyingParty, Step.Kind.STOPPED, trial.get().version(), clock.instant(), by, comment)
                .holding(trial.get().inForce(), trial.get().inForce());
        if (!rows.add(trial, step)) {
            return new RolloutOutcome.Refused(Why.CHANGED_MEANWHILE);
        }
        register.record(
                relyingParty,
                Event.POLICY_STOPPED,
                Map.of(
                        "version",
                        Integer.toString(step.version()),
                        "stage",
                        trial.get().kind().id(),
                        "by",
                        by));
        policies.refresh();
        return new RolloutOutcome.Stepped(step);
    }

    /**
     * Puts a former version in force again, for everybody and at once.
     *
     * @param by who, who needs nobody else for it
     */
    @Transactional
    public RolloutOutcome goBack(RelyingPartyId relyingParty, int version, String by, String comment) {
        if (register.text(relyingParty, version).isEmpty()) {
            return new RolloutOutcome.Unknown();
        }
        if (rows.isGenerated(relyingParty, version)) {
            return new RolloutOutcome.Refused(Why.GENERATED);
        }
        if (!versions.wasInForce(relyingParty, version)) {
            return new RolloutOutcome.Refused(Why.NEVER_IN_FORCE);
        }
        return switch (register.activate(relyingParty, version, by, comment)) {
            case ActivationOutcome.Activated activated ->
                new RolloutOutcome.Stepped(rows.last(relyingParty).orElseThrow());
            case ActivationOutcome.Already already -> new RolloutOutcome.Refused(Why.IN_FORCE_ALREADY);
            case ActivationOutcome.Unknown unknown -> new RolloutOutcome.Unknown();
            case ActivationOutcome.Invalid invalid -> new RolloutOutcome.Refused(Why.UNREADABLE);
        };
    }

    /**
     * Ends the trial of a version because of what its numbers say; of several replicas that see it one does it.
     *
     * @param cause the numbers, as JSON
     * @return whether it was this call
     */
    @Transactional
    public boolean rollBack(Step trial, String comment, String cause) {
        Step step = Step.made(
                        trial.relyingParty(),
                        Step.Kind.ROLLED_BACK,
                        trial.version(),
                        clock.instant(),
                        PolicyRegister.CLOCK,
                        comment)
                .holding(trial.inForce(), trial.inForce())
                .because(cause);
        if (!rows.add(Optional.of(trial), step)) {
            return false;
        }
        register.record(
                trial.relyingParty(),
                Event.POLICY_ROLLED_BACK,
                Map.of(
                        "version",
                        Integer.toString(trial.version()),
                        "stage",
                        trial.kind().id(),
                        "by",
                        PolicyRegister.CLOCK));
        policies.refresh();
        news.forEach(teller -> teller.tell(trial.relyingParty(), PolicyNews.Kind.ROLLED_BACK, step));
        return true;
    }

    /** Returns the latest steps of a relying party, the newest first. */
    @Transactional
    public List<Step> history(RelyingPartyId relyingParty, int most) {
        return rows.latest(relyingParty, most);
    }

    /** Returns the step by which a version is tried now, or the glass is broken; empty when neither is. */
    @Transactional
    public Optional<Step> underWay(RelyingPartyId relyingParty) {
        int active = versions.active(relyingParty);
        return rows.last(relyingParty).filter(step -> (step.isTrial() || step.isGlass()) && step.inForce() == active);
    }

    /**
     * How a trial ended.
     *
     * @param trial its last stage
     * @param end the step that followed
     */
    public record End(Step trial, Step end) {}

    /** Returns how the last trial ended; empty while one is under way, and before the first. */
    @Transactional
    public Optional<End> lastEnd(RelyingPartyId relyingParty) {
        return rows.lastTrial(relyingParty).flatMap(trial -> rows.after(trial).map(end -> new End(trial, end)));
    }

    /** Returns the last step about each version. */
    @Transactional
    public List<Step> lastOfVersions(RelyingPartyId relyingParty) {
        return rows.lastOfVersions(relyingParty);
    }

    /** Returns the stage that a version may be put in next; empty when it is another one's turn, or its own has ended. */
    @Transactional
    public Optional<Stage> next(RelyingPartyId relyingParty, int version) {
        Optional<Step> trial = trial(rows.last(relyingParty), versions.active(relyingParty));
        Optional<Stage> next = trial.filter(step -> step.version() == version)
                .flatMap(Step::stage)
                .map(Stage::next)
                .orElse(Optional.of(Stage.SHADOW));
        boolean approved =
                reviews.of(relyingParty, version).filter(Verdict::approved).isPresent();
        return next.filter(stage -> stage == Stage.SHADOW || approved);
    }
}
