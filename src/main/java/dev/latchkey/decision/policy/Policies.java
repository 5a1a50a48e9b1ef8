package dev.latchkey.decision.policy;

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
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The policies in force, held in memory and read anew every few seconds: asking for one costs the database nothing, and
 * an activation is live on every replica within ten seconds. One that cannot be read is said to be unreadable, and never
 * replaced by another: who decides asks for one more check then.
 */
@Singleton
public class Policies {
    private static final Logger LOG = Logger.getLogger(Policies.class);
    private static final int FAILURES_BORNE = 12; // one minute

    private final Database database;
    private final Database jobs;
    private final Thresholds thresholds;
    private volatile Snapshot snapshot = new Snapshot(Map.of(), FAILURES_BORNE);

    /** What is in force, and how often in a row it could not be read anew. */
    private record Snapshot(Map<RelyingPartyId, PolicyOutcome> byRelyingParty, int failures) {}

    Policies(Database database, @Jobs Database jobs, Thresholds thresholds) {
        this.database = database;
        this.jobs = jobs;
        this.thresholds = thresholds;
    }

    /** Returns what is in force at a relying party: what was activated last, or else what comes with the release. */
    public PolicyOutcome current(RelyingPartyId relyingParty) {
        Snapshot now = snapshot;
        return now.failures() >= FAILURES_BORNE
                ? new PolicyOutcome.Unreadable("policies could not be read for a minute")
                : now.byRelyingParty().getOrDefault(relyingParty, builtIn());
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
            snapshot = new Snapshot(snapshot.byRelyingParty(), snapshot.failures() + 1);
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
        snapshot = new Snapshot(Map.copyOf(after), 0);
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
