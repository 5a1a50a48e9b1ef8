package dev.latchkey.decision.policy;

import dev.latchkey.audit.Entry;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stores versions of policies and puts them in force; both are journalled. */
@Singleton
public class PolicyRegister {
    /** Who does what nobody does: jobs. */
    static final String CLOCK = "clock";

    private final PolicyRows rows;
    private final RolloutRows rollouts;
    private final Policies policies;
    private final Journal journal;
    private final Database database;
    private final Clock clock;

    PolicyRegister(
            PolicyRows rows, RolloutRows rollouts, Policies policies, Journal journal, Database database, Clock clock) {
        this.rows = rows;
        this.rollouts = rollouts;
        this.policies = policies;
        this.journal = journal;
        this.database = database;
        this.clock = clock;
    }

    /** Reads a document for a relying party, and journals that somebody had it looked at and what came of it. */
    @Transactional
    public Validation validate(RelyingPartyId relyingParty, String text, String by) {
        Validation validation = PolicyText.read(text);
        int faults = validation instanceof Validation.Invalid invalid
                ? invalid.faults().size()
                : 0;
        record(
                relyingParty,
                Event.POLICY_VALIDATED,
                Map.of("digest", PolicyText.digest(text), "faults", Integer.toString(faults), "by", by));
        return validation;
    }

    /** Stores a document under the next number; it is not in force until it is activated. */
    @Transactional
    public PutOutcome put(RelyingPartyId relyingParty, String text, String author, String comment) {
        return put(relyingParty, new PolicyRows.Written(text, author, comment, List.of(), Optional.empty()));
    }

    /** As {@link #put}, in the caller's transaction. */
    PutOutcome put(RelyingPartyId relyingParty, PolicyRows.Written written) {
        String text = written.document();
        if (PolicyText.read(text) instanceof Validation.Invalid(List<Fault> faults)) {
            return new PutOutcome.Invalid(faults);
        }
        String digest = PolicyText.digest(text);
        Optional<PolicyRows.Newest> newest = rows.newest(relyingParty);
        if (newest.filter(version -> version.digest().equals(digest)).isPresent()) {
            return new PutOutcome.Unchanged(newest.get().version());
        }
        while (!rows.add(relyingParty, written, digest, clock.instant())) {
            // Somebody took the number: the next try sees theirs.
        }
        int version = rows.newest(relyingParty).orElseThrow().version();
        record(
                relyingParty,
                Event.POLICY_PUT,
                Map.of("version", Integer.toString(version), "digest", digest, "by", written.author()));
        return new PutOutcome.Stored(version, digest);
    }

    /** Puts a version in force for everybody; 0 goes back to the policy of the release. A trial ends with it. */
    @Transactional
    public ActivationOutcome activate(RelyingPartyId relyingParty, int version, String by) {
        return activate(relyingParty, version, by, "");
    }

    /** As {@link #activate(RelyingPartyId, int, String)}, saying why. */
    @Transactional
    public ActivationOutcome activate(RelyingPartyId relyingParty, int version, String by, String comment) {
        Optional<String> text = text(relyingParty, version);
        if (text.isEmpty()) {
            return new ActivationOutcome.Unknown();
        }
        if (PolicyText.read(text.get()) instanceof Validation.Invalid(List<Fault> faults)) {
            return new ActivationOutcome.Invalid(faults);
        }
        int former = rows.active(relyingParty);
        if (former == version) {
            return new ActivationOutcome.Already(version);
        }
        while (!rollouts.add(
                rollouts.last(relyingParty),
                Step.made(relyingParty, Step.Kind.ACTIVATED, version, clock.instant(), by, comment)
                        .holding(version, former))) {
            // Somebody made a step: the next try follows theirs.
        }
        enforce(relyingParty, version, former, by);
        return new ActivationOutcome.Activated(version, former);
    }

    /** Puts a version in force whose step is made, in the caller's transaction. */
    void enforce(RelyingPartyId relyingParty, int version, int former, String by) {
        rows.activate(relyingParty, version, by, clock.instant());
        record(
                relyingParty,
                Event.POLICY_ACTIVATED,
                Map.of("version", Integer.toString(version), "former", Integer.toString(former), "by", by));
        policies.refresh();
    }

    /** Lists the stored versions, the oldest first. */
    @Transactional
    public List<PolicyVersion> versions(RelyingPartyId relyingParty) {
        return rows.versions(relyingParty);
    }

    /** Returns the number of the version in force; 0 for the policy of the release. */
    @Transactional
    public int active(RelyingPartyId relyingParty) {
        return rows.active(relyingParty);
    }

    /** Returns the text of a version as it was written; 0 is the policy of the release. */
    @Transactional
    public Optional<String> text(RelyingPartyId relyingParty, int version) {
        return version == 0
                ? Optional.of(DefaultPolicy.TEXT)
                : rows.document(relyingParty, version).map(PolicyRows.Stored::document);
    }

    /** Returns when the version in force came into force; empty where none was ever activated. */
    @Transactional
    public Optional<Instant> since(RelyingPartyId relyingParty) {
        return rows.since(relyingParty);
    }

    /** Writes to the journal, in the caller's transaction. */
    void record(RelyingPartyId relyingParty, Event event, Map<String, String> facts) {
        Writes writes = database.writes();
        journal.record(writes, Entry.anonymous(relyingParty, event, facts));
        writes.send();
    }
}
