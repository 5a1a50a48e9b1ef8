package dev.latchkey.signin;

import dev.latchkey.account.Account;
import dev.latchkey.assurance.Assurance;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.decision.Attempt;
import dev.latchkey.decision.Decision;
import dev.latchkey.decision.Decisions;
import dev.latchkey.decision.History;
import dev.latchkey.id.CredentialId;
import dev.latchkey.passkey.PasskeyName;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.session.Session;
import dev.latchkey.session.Sessions;
import dev.latchkey.stepup.Method;
import dev.latchkey.stepup.Recorder;
import dev.latchkey.stepup.Ticket;
import dev.latchkey.stepup.Tickets;
import dev.latchkey.stepup.Transaction;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a ticket is worth once its check succeeded, whichever check it was: a sign-in is completed, or a protected action
 * is approved and the session that stood behind it is raised. The ticket is spent here, so of two checks at once one
 * counts.
 */
@Singleton
class Completion {
    private final Tickets tickets;
    private final Sessions sessions;
    private final Doorway doorway;
    private final Journal journal;
    private final Recorder recorder;
    private final Decisions decisions;
    private final News news;

    Completion(
            Tickets tickets,
            Sessions sessions,
            Doorway doorway,
            Journal journal,
            Recorder recorder,
            Decisions decisions,
            News news) {
        this.tickets = tickets;
        this.sessions = sessions;
        this.doorway = doorway;
        this.journal = journal;
        this.recorder = recorder;
        this.decisions = decisions;
        this.news = news;
    }

    /**
     * A check that succeeded.
     *
     * @param method which
     * @param credential the passkey, where it was one
     * @param name what that passkey is called
     * @param accepted every passkey of the account
     * @param at when
     */
    record Proof(
            Method method,
            Optional<CredentialId> credential,
            PasskeyName name,
            List<CredentialId> accepted,
            Instant at) {}

    /** Completes, in the caller's transaction; empty when the ticket or the session behind it is good no more. */
    Optional<SignInOutcome> complete(
            Writes writes, Attempt answering, History history, Ticket ticket, Proof proof, Browser browser) {
        RelyingParty relyingParty = answering.relyingParty();
        Account account = answering.account();
        Optional<Session> former = ticket.session().flatMap(id -> sessions.live(relyingParty.id(), id));
        if (ticket.session().isPresent() && former.isEmpty() || !tickets.spend(account.id(), ticket.proof())) {
            return Optional.empty();
        }
        Assurance proven = proof.method()
                .after(
                        former.map(session -> sessions.strengthAt(session, proof.at()))
                                .or(ticket::proven),
                        proof.at());
        Optional<Transaction> transaction =
                ticket.transaction().flatMap(closed -> Transaction.open(account.key(), closed));
        Optional<Opened> opened = former.map(session -> doorway.replace(
                        writes, relyingParty, session, proof.credential(), proven, transaction, browser))
                .or(() -> ticket.opensSession()
                        ? Optional.of(doorway.open(
                                writes,
                                relyingParty,
                                account,
                                proof.credential().or(ticket::credential),
                                ticket.mode(),
                                proven,
                                browser))
                        : Optional.empty());
        Attempt attempt =
                transaction.map(approved -> answering.staking(approved.stake())).orElse(answering);
        Decision passed = decisions.passed(attempt, history);
        decisions.record(writes, attempt, passed);
        journal.record(
                writes,
                Attempts.entry(Event.STEPPED_UP, account, passed, browser, proof.name())
                        .and("asked_by", ticket.decision().toString())
                        .and("method", proof.method().id())
                        .in(opened.map(Opened::session).map(Session::id).or(ticket::session)));
        recorder.passed(writes, ticket.decision(), proof.method());
        if (ticket.opensSession()) {
            news.signedIn(
                    writes, attempt, passed, opened.orElseThrow().session().id());
        }
        return Optional.of(
                ticket.opensSession()
                        ? new SignInOutcome.SignedIn(opened.orElseThrow(), account, passed, proof.accepted())
                        : new SignInOutcome.Approved(opened, account, passed, transaction, proof.accepted()));
    }
}
