package dev.latchkey.walk;

import dev.latchkey.audit.Entry;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.decision.policy.PolicyRegister;
import dev.latchkey.decision.policy.PolicyVersion;
import dev.latchkey.decision.policy.PutOutcome;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.id.TimeOrdered;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParties;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.Use;
import dev.latchkey.secret.Digests;
import dev.latchkey.walk.WalkRows.Kept;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Begins walks for operators, and reads what is kept of them. */
@Singleton
class Walks {
    private static final int TOKEN_LENGTH = 32;
    private static final int RELEASE = 0;

    private final WalkRows rows;
    private final Walking walking;
    private final Reporter reporter;
    private final RelyingParties relyingParties;
    private final PolicyRegister policies;
    private final Journal journal;
    private final Database database;
    private final Clock clock;
    private final SecureRandom random;

    Walks(
            WalkRows rows,
            Walking walking,
            Reporter reporter,
            RelyingParties relyingParties,
            PolicyRegister policies,
            Journal journal,
            Database database,
            Clock clock,
            SecureRandom random) {
        this.rows = rows;
        this.walking = walking;
        this.reporter = reporter;
        this.relyingParties = relyingParties;
        this.policies = policies;
        this.journal = journal;
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /** A walk, and its report as it stands. */
    record Reported(Walk walk, Report report) {}

    /** Returns where walks are walked: the first sandbox by its name. */
    Optional<RelyingParty> sandbox() {
        return relyingParties.all().stream()
                .filter(party -> party.use() == Use.SANDBOX)
                .min(Comparator.comparing(party -> party.id().value()));
    }

    /** Begins a walk under a version of the managed relying party's policy, 0 being the release's own. */
    @Transactional
    StartOutcome start(RelyingPartyId managed, Persona persona, int version, AccountId operator, String name) {
        Optional<RelyingParty> sandbox = sandbox();
        if (sandbox.isEmpty()) {
            return new StartOutcome.NoSandbox();
        }
        Optional<Integer> there = policies.text(managed, version)
                .flatMap(text -> atSandbox(sandbox.get().id(), managed, version, text, name));
        if (there.isEmpty()) {
            return new StartOutcome.UnknownVersion();
        }
        Instant now = clock.instant();
        Bytes token = Bytes.random(TOKEN_LENGTH, random);
        Walk walk = new Walk(
                TimeOrdered.uuid(now, random),
                managed,
                version,
                sandbox.get().id(),
                there.get(),
                persona,
                name,
                now,
                now.plus(Walk.LIFETIME),
                Optional.empty(),
                Walk.State.OPEN,
                Optional.empty(),
                List.of(Turn.at(now)));
        rows.insert(walk, Digests.sha256(token.toArray()), operator);
        Writes writes = database.writes();
        journal.record(
                writes,
                Entry.anonymous(
                        managed,
                        Event.WALK_STARTED,
                        Map.of(
                                "walk", walk.id().toString(),
                                "persona", persona.slug(),
                                "version", Integer.toString(version),
                                "by", operator.toString())));
        writes.send();
        return new StartOutcome.Started(walk.id(), link(sandbox.get(), token), walk.expiresAt());
    }

    /**
     * The number under which the sandbox has the same text. A decision's version is one of its own relying party, so that
     * it can be looked up and judged again like any other.
     */
    private Optional<Integer> atSandbox(
            RelyingPartyId sandbox, RelyingPartyId managed, int version, String text, String name) {
        if (version == RELEASE) {
            return Optional.of(RELEASE);
        }
        Optional<String> digest = policies.versions(managed).stream()
                .filter(one -> one.version() == version)
                .map(PolicyVersion::digest)
                .findFirst();
        Optional<Integer> known = policies.versions(sandbox).stream()
                .filter(one -> digest.filter(one.digest()::equals).isPresent())
                .map(PolicyVersion::version)
                .findFirst();
        return known.or(() -> switch (policies.put(
                sandbox, text, name, "to be walked: version " + version + " of " + managed)) {
            case PutOutcome.Stored stored -> Optional.of(stored.version());
            case PutOutcome.Unchanged unchanged -> Optional.of(unchanged.version());
            case PutOutcome.Invalid invalid -> Optional.empty();
        });
    }

    /** The token travels behind {@code #}, which browsers send to nobody. */
    private static String link(RelyingParty sandbox, Bytes token) {
        String origin = sandbox.origins().stream()
                .filter(one -> one.startsWith("http"))
                .findFirst()
                .orElseThrow();
        return origin + "/#walk=" + token.toBase64Url();
    }

    /** Returns the walks before another one, the newest first. */
    @Transactional
    List<Reported> page(RelyingPartyId managed, UUID before, int most) {
        return rows.page(managed, before, most).stream().map(this::reported).toList();
    }

    @Transactional
    Optional<Reported> find(RelyingPartyId managed, UUID id) {
        return rows.find(managed, id).map(this::reported);
    }

    /** Ends a walk that is under way, and returns it. */
    @Transactional
    Optional<Reported> finish(RelyingPartyId managed, UUID id) {
        return rows.find(managed, id)
                .map(kept -> walking.giveUp(kept.walk().id()))
                .flatMap(ended -> find(managed, id));
    }

    private Reported reported(Kept kept) {
        return new Reported(kept.walk(), kept.report().orElseGet(() -> reporter.on(kept.walk(), false)));
    }
}
