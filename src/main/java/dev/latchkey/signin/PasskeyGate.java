package dev.latchkey.signin;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.assurance.Acr;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.decision.Attempt;
import dev.latchkey.decision.Decision;
import dev.latchkey.decision.Decisions;
import dev.latchkey.decision.History;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.SessionId;
import dev.latchkey.passkey.Passkey;
import dev.latchkey.passkey.Passkeys;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Reads;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.risk.Challenge;
import dev.latchkey.session.Session;
import dev.latchkey.session.Sessions;
import dev.latchkey.signin.AddPasskey.Begun;
import dev.latchkey.stepup.Method;
import dev.latchkey.stepup.OwnedMethods;
import dev.latchkey.stepup.Tickets;
import dev.latchkey.token.FreshProof;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether one more passkey may be added: it opens the account for good, so where the attempt looks strange a second,
 * independent proof is asked for, and where there is none it waits.
 */
@Singleton
class PasskeyGate {
    private static final Method FRESH = new Method.FreshPasskey();
    private static final Set<Challenge> ENOUGH =
            Set.of(Challenge.FRESH_PASSKEY, Challenge.OTHER_PASSKEY, Challenge.TOTP);

    private final Accounts accounts;
    private final Sessions sessions;
    private final Passkeys passkeys;
    private final OwnedMethods ownedMethods;
    private final Tickets tickets;
    private final Decisions decisions;
    private final News news;
    private final Journal journal;
    private final Database database;
    private final FreshProof freshProof;

    PasskeyGate(
            Accounts accounts,
            Sessions sessions,
            Passkeys passkeys,
            OwnedMethods ownedMethods,
            Tickets tickets,
            Decisions decisions,
            News news,
            Journal journal,
            Database database,
            FreshProof freshProof) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.passkeys = passkeys;
        this.ownedMethods = ownedMethods;
        this.tickets = tickets;
        this.decisions = decisions;
        this.news = news;
        this.journal = journal;
        this.database = database;
        this.freshProof = freshProof;
    }

    /** What is there of whoever asks. */
    record Standing(Account account, Session session, List<Passkey> passkeys, History history) {
        /** Whether a second, independent proof was given in this session, lately enough. */
        boolean isProvenTwice(FreshProof freshProof, Instant at) {
            return session.assurance().acr().reaches(Acr.THREE) && freshProof.wasFresh(session.assurance(), at);
        }
    }

    Optional<Standing> standing(RelyingParty relyingParty, SessionId session, AccountId account) {
        Reads reads = database.reads();
        Reads.Answer<Account> accountFound = accounts.find(reads, relyingParty.id(), account);
        Reads.Answer<Session> sessionFound = sessions.live(reads, relyingParty.id(), session);
        Reads.Answer<Passkey> passkeysOwned = passkeys.of(reads, account);
        Reads.Answer<History> history = decisions.history(reads, account);
        reads.send();
        return sessionFound.rows().isEmpty()
                        || accountFound.rows().isEmpty()
                        || accountFound.rows().getFirst().locked()
                ? Optional.empty()
                : Optional.of(new Standing(
                        accountFound.rows().getFirst(),
                        sessionFound.rows().getFirst(),
                        passkeysOwned.rows(),
                        History.of(history)));
    }

    /**
     * Decides. The passkey check that is due anyway, minutes ago at most, is an answer where it suits the suspicion, as
     * against a stolen token; and so is a second proof in this session.
     */
    Decision decide(Attempt attempt, Standing standing) {
        Decision decision = decisions.decide(attempt, standing.history(), () -> owned(standing));
        boolean answered = decision instanceof Decision.StepUp stepUp
                && (standing.isProvenTwice(freshProof, attempt.at())
                        || stepUp.methods().stream()
                                .anyMatch(method -> method.id().equals(FRESH.id())));
        return answered ? decisions.passed(attempt, standing.history()) : decision;
    }

    /** What proves enough here: a code by e-mail or a yes elsewhere opens no door for good. */
    private Set<Challenge> owned(Standing standing) {
        return ownedMethods
                .of(
                        standing.account().id(),
                        standing.session().createdAt(),
                        standing.session().credential(),
                        Optional.of(standing.session().id()))
                .stream()
                .map(Method::challenge)
                .filter(ENOUGH::contains)
                .collect(Collectors.toCollection(() -> EnumSet.of(Challenge.FRESH_PASSKEY)));
    }

    Begun.Asked ask(Attempt attempt, Decision.StepUp decision, Standing standing, Browser browser) {
        Writes writes = database.writes();
        decisions.record(writes, attempt, decision);
        String ticket =
                tickets.issue(writes, Attempts.askForMore(attempt, standing.session(), decision, browser.preLogin()));
        journal.record(
                writes,
                Attempts.entry(Event.STEP_UP_ASKED, attempt.account(), decision, browser)
                        .in(standing.session().id()));
        writes.send();
        return new Begun.Asked(ticket, decision);
    }

    Begun.Denied deny(Attempt attempt, Decision.Deny decision) {
        Writes writes = database.writes();
        decisions.record(writes, attempt, decision);
        news.held(writes, attempt, decision);
        writes.send();
        return new Begun.Denied(decision);
    }

    /**
     * Decides once more when the passkey is there. What is asked was asked at the beginning; only what refuses or holds
     * still counts.
     */
    Decision again(Attempt attempt, Standing standing) {
        return decisions.decide(attempt, standing.history(), () -> EnumSet.allOf(Challenge.class));
    }
}
