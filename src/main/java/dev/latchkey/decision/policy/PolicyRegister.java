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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stores versions of policies and puts them in force; both are journalled. */
@Singleton
public class PolicyRegister {
    private final PolicyRows rows;
    private final Policies policies;
    private final Journal journal;
    private final Database database;
    private final Clock clock;

    PolicyRegister(PolicyRows rows, Policies policies, Journal journal, Database database, Clock clock) {
        this.rows = rows;
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
        if (PolicyText.read(text) instanceof Validation.Invalid(List<Fault> faults)) {
            return new PutOutcome.Invalid(faults);
        }
        String digest = PolicyText.digest(text);
        Optional<PolicyRows.Newest> newest = rows.newest(relyingParty);
        if (newest.filter(version -> version.digest().equals(digest)).isPresent()) {
            return new PutOutcome.Unchanged(newest.get().version());
        }
        while (!rows.add(relyingParty, text, digest, author, comment, clock.instant())) {
            // Somebody took the number: the next try sees theirs.
        }
        int version = rows.newest(relyingParty).orElseThrow().version();
        record(
                relyingParty,
                Event.POLICY_PUT,
                Map.of("version", Integer.toString(version), "digest", digest, "by", author));
        return new PutOutcome.Stored(version, digest);
    }

    /** Puts a version in force; 0 goes back to the policy of the release. */
    @Transactional
    public ActivationOutcome activate(RelyingPartyId relyingParty, int version, String by) {
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
        rows.activate(relyingParty, version, by, clock.instant());
        record(
                relyingParty,
                Event.POLICY_ACTIVATED,
                Map.of("version", Integer.toString(version), "former", Integer.toString(former), "by", by));
        policies.refresh();
        return new ActivationOutcome.Activated(version, former);
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

    private void record(RelyingPartyId relyingParty, Event event, Map<String, String> facts) {
        Writes writes = database.writes();
        journal.record(writes, Entry.anonymous(relyingParty, event, facts));
        writes.send();
    }
}
