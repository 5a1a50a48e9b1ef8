package dev.latchkey.walk;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.audit.Entry;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.decision.PasskeyFacts;
import dev.latchkey.decision.Pasts;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.passkey.Passkey;
import dev.latchkey.passkey.Passkeys;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.secret.Digests;
import dev.latchkey.walk.Turn.View;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Goes through a walk, step by step, in the sandbox. Application-scoped, not a singleton: filters exist before the
 * configuration does, and a client proxy waits for it.
 */
@ApplicationScoped
class Walking {
    private final WalkRows rows;
    private final Reporter reporter;
    private final Accounts accounts;
    private final Passkeys passkeys;
    private final Pasts pasts;
    private final Journal journal;
    private final Database database;
    private final Clock clock;

    Walking(
            WalkRows rows,
            Reporter reporter,
            Accounts accounts,
            Passkeys passkeys,
            Pasts pasts,
            Journal journal,
            Database database,
            Clock clock) {
        this.rows = rows;
        this.reporter = reporter;
        this.accounts = accounts;
        this.passkeys = passkeys;
        this.pasts = pasts;
        this.journal = journal;
        this.database = database;
        this.clock = clock;
    }

    /** Finds the walk of a token at this sandbox; empty when it is none, of another sandbox, or one that has ended. */
    @Transactional
    Optional<Walk> open(RelyingParty sandbox, Bytes token) {
        return rows.open(sandbox.id(), Digests.sha256(token.toArray()));
    }

    /** Takes note of screens that were shown in a step; false when there were too many, or the walk ended. */
    @Transactional
    boolean see(UUID id, int step, List<View> views) {
        return rows.toChange(id)
                .filter(walk -> step <= walk.step() && walk.views() + views.size() <= Walk.MOST_VIEWS)
                .map(walk -> {
                    List<Turn> turns = new ArrayList<>(walk.turns());
                    turns.set(step, turns.get(step).and(views));
                    rows.turns(id, turns);
                    return true;
                })
                .orElse(false);
    }

    /**
     * Goes on, once a step is done. The account that the first one made gets the past of its persona.
     *
     * @param step the step that is done; saying so again changes nothing
     * @param made the account that was made on the way
     */
    @Transactional
    NextOutcome next(RelyingParty sandbox, UUID id, int step, Optional<AccountId> made) {
        Optional<Walk> found = rows.toChange(id);
        if (found.isEmpty()) {
            return new NextOutcome.Ended();
        }
        Walk walk = found.get();
        if (step != walk.step()) {
            return new NextOutcome.At(walk);
        }
        if (walk.account().isEmpty()) {
            if (made.isEmpty()) {
                return new NextOutcome.NobodyYet();
            }
            Optional<Account> account = accounts.find(sandbox.id(), made.get())
                    .filter(one -> !one.createdAt().isBefore(walk.startedAt()));
            if (account.isEmpty() || !rows.claim(id, made.get())) {
                return new NextOutcome.NotYours();
            }
            remember(sandbox, walk, account.get());
        }
        if (walk.isOnLastStep()) {
            return new NextOutcome.Finished(end(rows.toChange(id).orElseThrow(), true));
        }
        List<Turn> turns = new ArrayList<>(walk.turns());
        turns.add(Turn.at(clock.instant()));
        rows.turns(id, turns);
        return new NextOutcome.At(rows.toChange(id).orElseThrow());
    }

    private void remember(RelyingParty sandbox, Walk walk, Account account) {
        Instant now = clock.instant();
        List<Pasts.SignIn> past = walk.persona().past(walk.id(), walk.sandboxVersion(), now);
        Optional<Passkey> passkey = passkeys.of(account.id()).stream().findFirst();
        if (past.isEmpty() || passkey.isEmpty()) {
            return;
        }
        Writes writes = database.writes();
        pasts.give(writes, sandbox, account, facts(passkey.get()), past, now);
        writes.send();
    }

    private static PasskeyFacts facts(Passkey passkey) {
        return new PasskeyFacts(
                passkey.id(),
                true,
                passkey.backupEligible(),
                passkey.backedUp(),
                false,
                true,
                passkey.aaguid(),
                Optional.of("platform"),
                passkey.createdAt());
    }

    /** Ends a walk before its last step; empty when it has ended already. */
    @Transactional
    Optional<Report> giveUp(UUID id) {
        return rows.toChange(id).map(walk -> end(walk, false));
    }

    private Report end(Walk walk, boolean finished) {
        Report report = reporter.on(walk, finished);
        rows.end(walk.id(), clock.instant(), finished, report);
        Writes writes = database.writes();
        journal.record(
                writes,
                Entry.anonymous(
                        walk.managed(),
                        Event.WALK_ENDED,
                        Map.of("walk", walk.id().toString(), "result", Names.of(report.result()))));
        writes.send();
        return report;
    }
}
