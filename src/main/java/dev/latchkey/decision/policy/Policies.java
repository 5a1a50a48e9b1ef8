package dev.latchkey.decision.policy;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Jobs;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The policies in force, held in memory and read anew every few seconds: asking for one costs the database nothing, and
 * an activation is live on every replica within ten seconds. One that cannot be read is said to be unreadable, and never
 * replaced by another: who decides asks for one more check then. A version that is only tried decides for its arm alone;
 * where it cannot be read, the one in force does.
 */
@Singleton
public class Policies {
    private static final Logger LOG = Logger.getLogger(Policies.class);
    private static final int FAILURES_BORNE = 12; // one minute

    private final Database database;
    private final Database jobs;
    private final Thresholds thresholds;
    private final Arms arms;
    private volatile Snapshot snapshot = new Snapshot(Map.of(), Map.of(), Map.of(), FAILURES_BORNE);

    /** What is in force, tried and broken, and how often in a row it could not be read anew. */
    private record Snapshot(
            Map<RelyingPartyId, PolicyOutcome> byRelyingParty,
            Map<RelyingPartyId, Candidate> candidates,
            Map<RelyingPartyId, Step> glasses,
            int failures) {}

    Policies(Database database, @Jobs Database jobs, Thresholds thresholds, Arms arms) {
        this.database = database;
        this.jobs = jobs;
        this.thresholds = thresholds;
        this.arms = arms;
    }

    /** Returns what is in force at a relying party: what was activated last, or else what comes with the release. */
    public PolicyOutcome current(RelyingPartyId relyingParty) {
        Snapshot now = snapshot;
        return now.failures() >= FAILURES_BORNE
                ? new PolicyOutcome.Unreadable("policies could not be read for a minute")
                : now.byRelyingParty().getOrDefault(relyingParty, builtIn());
    }

    /** Returns what decides about an account, which is another version than for others while one is tried on it. */
    public Applied forAccount(RelyingPartyId relyingParty, AccountId account) {
        PolicyOutcome inForce = current(relyingParty);
        Snapshot now = snapshot;
        return now.failures() >= FAILURES_BORNE
                ? Applied.alone(inForce)
                : Optional.ofNullable(now.candidates().get(relyingParty))
                        .map(candidate -> candidate.applied(inForce, arms, account))
                        .orElseGet(() -> Applied.alone(inForce));
    }

    /** Returns the versions that are tried, by relying party. */
    public Map<RelyingPartyId, Candidate> candidates() {
        return snapshot.candidates();
    }

    /** Returns by which steps the glass is broken, by relying party. */
    public Map<RelyingPartyId, Step> glasses() {
        return snapshot.glasses();
    }

    /** Returns a version as it decides or once decided, read from the database; for looking back. */
    public PolicyOutcome version(RelyingPartyId relyingParty, int version) {
        return version == 0
                ? builtIn()
                : PolicyRows.document(database, relyingParty, version)
                        .map(this::read)
                        .orElseGet(() -> new PolicyOutcome.Unreadable("version " + version + " is not there"));
    }

    void atStart(@Observes @Priority(110) StartupEvent started) {
        refresh();
    }

    /** Reads anew at once, in the caller's transaction; otherwise the clock does. */
    public void refresh() {
        refresh(database);
    }

    @Scheduled(every = "5s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refreshByTheClock() {
        try {
            refresh(jobs);
        } catch (RuntimeException databaseAway) {
            Snapshot held = snapshot;
            snapshot = new Snapshot(held.byRelyingParty(), held.candidates(), held.glasses(), held.failures() + 1);
            LOG.warnf("policies not read anew reason=%s", databaseAway.getMessage());
        }
    }

    private void refresh(Database from) {
        Map<RelyingPartyId, PolicyOutcome> before = snapshot.byRelyingParty();
        Map<RelyingPartyId, PolicyOutcome> after = new HashMap<>();
        for (PolicyRows.Active active : PolicyRows.active(from)) {
            boolean known = before.get(active.relyingParty()) instanceof PolicyOutcome.InForce inForce
                    && inForce.version() == active.version();
            after.put(active.relyingParty(), known ? before.get(active.relyingParty()) : read(from, active));
        }
        Map<RelyingPartyId, Candidate> candidates = new HashMap<>();
        Map<RelyingPartyId, Step> glasses = new HashMap<>();
        for (Step step : RolloutRows.lastOfAll(from)) {
            if (step.isTrial() && step.inForce() == version(after, step.relyingParty())) {
                candidates.put(step.relyingParty(), candidate(from, step));
            } else if (step.isGlass() && step.inForce() == version(after, step.relyingParty())) {
                glasses.put(step.relyingParty(), step);
            }
        }
        snapshot = new Snapshot(Map.copyOf(after), Map.copyOf(candidates), Map.copyOf(glasses), 0);
    }

    /** The number of what is in force; none that a trial could have begun beside, where that cannot be read. */
    private static int version(Map<RelyingPartyId, PolicyOutcome> active, RelyingPartyId relyingParty) {
        return !active.containsKey(relyingParty)
                ? 0
                : active.get(relyingParty) instanceof PolicyOutcome.InForce inForce ? inForce.version() : -1;
    }

    private Candidate candidate(Database from, Step step) {
        Optional<Candidate> before = Optional.ofNullable(snapshot.candidates().get(step.relyingParty()));
        if (before.filter(held -> held.step().id() == step.id() && held.isReadable())
                .isPresent()) {
            return before.get();
        }
        PolicyOutcome outcome = PolicyRows.document(from, step.relyingParty(), step.version())
                .map(this::read)
                .orElseGet(() -> new PolicyOutcome.Unreadable("version " + step.version() + " is not there"));
        Stage stage = step.stage().orElseThrow();
        switch (outcome) {
            case PolicyOutcome.InForce inForce ->
                LOG.infof(
                        "policy tried relying_party=%s version=%d stage=%s",
                        step.relyingParty(), step.version(), stage.id());
            case PolicyOutcome.Unreadable(String reason) ->
                LOG.errorf(
                        "policy that is tried unreadable, the one in force decides relying_party=%s reason=%s",
                        step.relyingParty(), reason);
        }
        return new Candidate(step, stage, outcome);
    }

    private PolicyOutcome read(Database from, PolicyRows.Active active) {
        if (active.version() == 0) {
            return builtIn();
        }
        PolicyOutcome outcome = PolicyRows.document(from, active.relyingParty(), active.version())
                .map(this::read)
                .orElseGet(() -> new PolicyOutcome.Unreadable("version " + active.version() + " is not there"));
        switch (outcome) {
            case PolicyOutcome.InForce inForce ->
                LOG.infof("policy in force relying_party=%s version=%d", active.relyingParty(), active.version());
            case PolicyOutcome.Unreadable(String reason) ->
                LOG.errorf("policy unreadable relying_party=%s reason=%s", active.relyingParty(), reason);
        }
        return outcome;
    }

    private PolicyOutcome read(PolicyRows.Stored stored) {
        if (!PolicyText.digest(stored.document()).equals(stored.digest())) {
            return new PolicyOutcome.Unreadable("version " + stored.version() + " is not what was stored");
        }
        return switch (PolicyText.read(stored.document())) {
            case Validation.Valid(PolicyDocument document) ->
                new PolicyOutcome.InForce(new PolicyInForce(stored.version(), stored.digest(), document, thresholds));
            case Validation.Invalid(List<Fault> faults) ->
                new PolicyOutcome.Unreadable("version " + stored.version() + ": "
                        + faults.stream().map(Fault::toString).collect(Collectors.joining("; ")));
        };
    }

    /** Returns the policy that comes with the release: what decides nothing while another one cannot be read. */
    public PolicyInForce comingWithTheRelease() {
        return new PolicyInForce(0, DefaultPolicy.DIGEST, DefaultPolicy.DOCUMENT, thresholds);
    }

    private PolicyOutcome builtIn() {
        return new PolicyOutcome.InForce(comingWithTheRelease());
    }
}
