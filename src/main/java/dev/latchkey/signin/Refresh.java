package dev.latchkey.signin;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.decision.Action;
import dev.latchkey.decision.Attempt;
import dev.latchkey.decision.Decision;
import dev.latchkey.decision.Decisions;
import dev.latchkey.decision.History;
import dev.latchkey.decision.Stake;
import dev.latchkey.id.Bytes;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Reads;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.risk.Challenge;
import dev.latchkey.session.Session;
import dev.latchkey.session.Sessions;
import dev.latchkey.token.RotationOutcome;
import dev.latchkey.token.Tokens;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Gives a client new tokens for a refresh token, in one transaction that also keeps a reuse. Whether the client looks
 * like the one that signed in is decided before the token is rotated: a thief who is asked must not cost the owner the
 * session. Nobody refreshes a locked account: the session ends there and then.
 */
@Singleton
class Refresh {
    private final Tokens tokens;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Decisions decisions;
    private final Journal journal;
    private final Database database;
    private final Clock clock;

    Refresh(
            Tokens tokens,
            Accounts accounts,
            Sessions sessions,
            Decisions decisions,
            Journal journal,
            Database database,
            Clock clock) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.sessions = sessions;
        this.decisions = decisions;
        this.journal = journal;
        this.database = database;
        this.clock = clock;
    }

    /** What became of a refresh. */
    sealed interface Refreshed {
        /** The token was presented to the family, with what came of it. */
        record Presented(RotationOutcome rotation) implements Refreshed {}

        /** The client must sign in again first; the token stays good for whoever holds it rightfully. */
        record Asked(Decision decision) implements Refreshed {}
    }

    @Transactional
    Refreshed with(RelyingParty relyingParty, String refreshToken, Browser asking) {
        Browser browser = Bytes.fromBase64Url(refreshToken)
                .map(token -> asking.proving(token, clock.instant()))
                .orElse(asking);
        Reads reads = database.reads();
        Optional<Tokens.Presented> presented = tokens.present(reads, relyingParty, refreshToken);
        if (presented.isEmpty()) {
            return new Refreshed.Presented(tokens.rotate(relyingParty, refreshToken));
        }
        Reads.Answer<Account> found =
                accounts.find(reads, relyingParty.id(), presented.get().account());
        Reads.Answer<History> history = decisions.history(reads, presented.get().account());
        reads.send();
        Optional<Session> current = presented.get().session();
        if (current.isEmpty()) {
            return new Refreshed.Presented(tokens.rotate(relyingParty, refreshToken));
        }
        Session session = current.get();
        if (found.rows().isEmpty() || found.rows().getFirst().locked()) {
            Writes writes = database.writes();
            sessions.end(writes, session.id(), "account-locked");
            writes.send();
            return new Refreshed.Presented(new RotationOutcome.Unknown());
        }
        Account account = found.rows().getFirst();
        Attempt attempt = new Attempt(
                relyingParty,
                Action.REFRESH,
                account,
                Optional.empty(),
                browser.facts(),
                Optional.of(Attempts.session(session, account)),
                Stake.NONE,
                clock.instant());
        Decision decision = decisions.decide(attempt, History.of(history), Refresh::whatever);
        if (decision instanceof Decision.Allow) {
            return new Refreshed.Presented(tokens.rotate(relyingParty, refreshToken));
        }
        Writes writes = database.writes();
        decisions.record(writes, attempt, decision);
        journal.record(
                writes,
                Attempts.entry(Event.REFRESH_ASKED, account, decision, browser).in(session.id()));
        writes.send();
        return new Refreshed.Asked(decision);
    }

    /** Whoever is asked signs in anew, and that sign-in looks at what there is to ask with. */
    private static Set<Challenge> whatever() {
        return EnumSet.allOf(Challenge.class);
    }
}
