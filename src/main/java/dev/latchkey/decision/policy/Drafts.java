package dev.latchkey.decision.policy;

import dev.latchkey.audit.Event;
import dev.latchkey.id.RelyingPartyId;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Drafts: edited by whoever writes policies, never over somebody else's change, and gone after a while. */
@Singleton
public class Drafts {
    private static final int MOST = 100;

    private final DraftRows rows;
    private final PolicyRegister register;
    private final PolicyConfig config;
    private final Clock clock;
    private final SecureRandom random;

    Drafts(DraftRows rows, PolicyRegister register, PolicyConfig config, Clock clock, SecureRandom random) {
        this.rows = rows;
        this.register = register;
        this.config = config;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Begins a draft.
     *
     * @param base the version it is made from
     * @param document its text; empty for that of the base
     */
    @Transactional
    public DraftOutcome begin(
            RelyingPartyId relyingParty, int base, Optional<String> document, String by, String comment) {
        Optional<String> text = register.text(relyingParty, base).map(document::orElse);
        if (text.isEmpty()) {
            return new DraftOutcome.Unknown();
        }
        Instant now = clock.instant();
        if (rows.all(relyingParty, now).size() >= MOST) {
            return new DraftOutcome.TooMany();
        }
        Draft draft = new Draft(
                new UUID(random.nextLong(), random.nextLong()),
                by,
                List.of(by),
                base,
                text.get(),
                comment,
                1,
                now,
                now,
                by,
                now.plus(config.keepDrafts()));
        rows.add(relyingParty, draft);
        note(relyingParty, draft.id(), "begun", by);
        return new DraftOutcome.Saved(draft);
    }

    /**
     * Saves a draft.
     *
     * @param revision the one that was changed; where somebody saved another one since, nothing is saved
     */
    @Transactional
    public DraftOutcome save(
            RelyingPartyId relyingParty, UUID id, int revision, String document, String by, String comment) {
        Instant now = clock.instant();
        Optional<Draft> found = rows.find(relyingParty, id, now);
        if (found.isEmpty()) {
            return new DraftOutcome.Unknown();
        }
        Draft old = found.get();
        Set<String> editors = new LinkedHashSet<>(old.editors());
        editors.add(by);
        Draft changed = new Draft(
                id,
                old.author(),
                List.copyOf(editors),
                old.base(),
                document,
                comment,
                revision + 1,
                old.createdAt(),
                now,
                by,
                now.plus(config.keepDrafts()));
        if (old.revision() != revision || !rows.change(relyingParty, changed)) {
            return rows.find(relyingParty, id, now)
                    .<DraftOutcome>map(DraftOutcome.Changed::new)
                    .orElseGet(DraftOutcome.Unknown::new);
        }
        note(relyingParty, id, "saved", by);
        return new DraftOutcome.Saved(changed);
    }

    /** Removes a draft; false when there is none. */
    @Transactional
    public boolean remove(RelyingPartyId relyingParty, UUID id, String by) {
        boolean removed = rows.remove(relyingParty, id);
        if (removed) {
            note(relyingParty, id, "removed", by);
        }
        return removed;
    }

    /** Stores a draft as a version that waits for its verdict, and removes it. */
    @Transactional
    public DraftOutcome submit(
            RelyingPartyId relyingParty, UUID id, int revision, String by, Optional<String> comment) {
        Optional<Draft> found = rows.find(relyingParty, id, clock.instant());
        if (found.isEmpty()) {
            return new DraftOutcome.Unknown();
        }
        Draft draft = found.get();
        if (draft.revision() != revision) {
            return new DraftOutcome.Changed(draft);
        }
        Set<String> writers = new LinkedHashSet<>(draft.editors());
        writers.add(by);
        PutOutcome put = register.put(
                relyingParty,
                new PolicyRows.Written(
                        draft.document(),
                        draft.author(),
                        comment.orElse(draft.comment()),
                        List.copyOf(writers),
                        Optional.of(draft.base())));
        return switch (put) {
            case PutOutcome.Stored(int version, String digest) -> {
                rows.remove(relyingParty, id);
                note(relyingParty, id, "submitted", by);
                yield new DraftOutcome.Submitted(version, digest);
            }
            case PutOutcome.Unchanged(int version) -> new DraftOutcome.Unchanged(version);
            case PutOutcome.Invalid(List<Fault> faults) -> new DraftOutcome.Invalid(faults);
        };
    }

    /** Returns a relying party's drafts, the one saved last first. */
    @Transactional
    public List<Draft> all(RelyingPartyId relyingParty) {
        return rows.all(relyingParty, clock.instant());
    }

    /** Returns a draft. */
    @Transactional
    public Optional<Draft> find(RelyingPartyId relyingParty, UUID id) {
        return rows.find(relyingParty, id, clock.instant());
    }

    /** Returns the text of a draft. */
    @Transactional
    public Optional<String> text(RelyingPartyId relyingParty, UUID id) {
        return find(relyingParty, id).map(Draft::document);
    }

    private void note(RelyingPartyId relyingParty, UUID draft, String done, String by) {
        register.record(relyingParty, Event.POLICY_DRAFTED, Map.of("draft", draft.toString(), "done", done, "by", by));
    }
}
