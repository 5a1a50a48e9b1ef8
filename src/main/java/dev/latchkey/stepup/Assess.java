package dev.latchkey.stepup;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.assurance.Assurance;
import dev.latchkey.audit.Entry;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.decision.Decision;
import dev.latchkey.decision.Reason;
import dev.latchkey.notice.Notice;
import dev.latchkey.notice.Notices;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.ApiClients;
import dev.latchkey.relyingparty.ApiClients.ApiClient;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.session.Session;
import dev.latchkey.session.Sessions;
import dev.latchkey.stepup.Assessable.Wait;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Assesses a protected action for an app's back end: what the policy demands first, then what the score says, then what
 * the customer can be asked. Nobody is left without a way: where nothing can be asked the action waits.
 */
@Singleton
class Assess {
    private static final String WEB = "latchkey-web";

    private final ApiClients clients;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Assessable assessable;
    private final Assessor assessor;
    private final Holds holds;
    private final Tickets tickets;
    private final Notices notices;
    private final Journal journal;
    private final Database database;
    private final Clock clock;

    Assess(
            ApiClients clients,
            Accounts accounts,
            Sessions sessions,
            Assessable assessable,
            Assessor assessor,
            Holds holds,
            Tickets tickets,
            Notices notices,
            Journal journal,
            Database database,
            Clock clock) {
        this.clients = clients;
        this.accounts = accounts;
        this.sessions = sessions;
        this.assessable = assessable;
        this.assessor = assessor;
        this.holds = holds;
        this.tickets = tickets;
        this.notices = notices;
        this.journal = journal;
        this.database = database;
        this.clock = clock;
    }

    /** Finds the API client that asks; empty when it does not prove who it is. */
    Optional<ApiClient> client(RelyingParty relyingParty, BasicCredentials credentials) {
        return clients.authenticate(relyingParty.id(), credentials.id(), credentials.secret());
    }

    @Transactional
    AssessOutcome assess(RelyingParty relyingParty, ApiClient client, AssessRequest request) {
        Optional<Account> account =
                accounts.find(relyingParty.id(), request.subject()).filter(found -> !found.locked());
        if (account.isEmpty()) {
            return new AssessOutcome.SubjectUnknown();
        }
        Optional<Session> session = request.session()
                .flatMap(id -> sessions.live(relyingParty.id(), id))
                .filter(live -> live.account().equals(request.subject()));
        if (request.session().isPresent() && session.isEmpty()) {
            return new AssessOutcome.SessionUnknown();
        }
        Instant now = clock.instant();
        Optional<Assurance> proven = session.map(live -> sessions.strengthAt(live, now));
        Assessable.Demanded demanded = assessable.demanded(relyingParty, account.get(), request, proven, now);
        ProtectedAction action = new ProtectedAction(
                relyingParty, account.get(), request, session, proven, demanded.atLeast(), demanded.forNewPayee(), now);
        Writes writes = database.writes();
        Decision decision = assessor.decide(writes, action);
        AssessOutcome outcome = switch (decision) {
            case Decision.Allow allow -> {
                holds.spend(writes, account.get(), request.transaction());
                yield new AssessOutcome.Allowed(allow);
            }
            case Decision.StepUp stepUp -> stepUp(writes, client, action, demanded, stepUp);
            case Decision.Deny deny -> denied(writes, action, demanded, deny);
        };
        journal.record(writes, entry(client, action, demanded, outcome));
        writes.send();
        return outcome;
    }

    private AssessOutcome stepUp(
            Writes writes,
            ApiClient client,
            ProtectedAction action,
            Assessable.Demanded demanded,
            Decision.StepUp decision) {
        if (action.session().isEmpty()
                && tickets.redeem(action.account(), action.request().transaction(), client.id())) {
            holds.spend(writes, action.account(), action.request().transaction());
            return new AssessOutcome.Allowed(
                    new Decision.Allow(decision.id(), List.of(Reason.CHECK_PASSED), decision.basis(), false));
        }
        List<Method> methods = assessable.askable(action, demanded, decision);
        if (methods.isEmpty()) {
            return nothingToAsk(writes, action, demanded, decision);
        }
        String ticket = tickets.issue(
                writes,
                new AskForMore(
                        action.account(),
                        decision.id(),
                        action.request().transaction().action(),
                        action.session()
                                .map(Session::mode)
                                .orElse(action.relyingParty().sessionMode()),
                        action.session().map(Session::clientId).orElse(WEB),
                        methods,
                        Optional.empty(),
                        action.session().flatMap(Session::credential),
                        action.session().map(Session::id),
                        Optional.of(action.request().transaction()),
                        Optional.empty(),
                        Optional.of(client.id()),
                        action.at()));
        return new AssessOutcome.StepUp(
                ticket, methods.stream().map(demanded::timed).toList(), decision);
    }

    /** One passkey, no other method: the action waits, with notice, and has then waited. */
    private AssessOutcome nothingToAsk(
            Writes writes, ProtectedAction action, Assessable.Demanded demanded, Decision decision) {
        Decision.Deny denied =
                new Decision.Deny(decision.id(), List.of(Reason.ACTION_HELD), decision.basis(), Optional.empty());
        if (!demanded.mayWait()) {
            return new AssessOutcome.Denied(denied, Optional.empty(), List.of("ask-support"));
        }
        Instant end = holds.endOf(action.account(), action.request().transaction(), action.at())
                .orElseGet(() -> hold(writes, action, demanded));
        if (end.isAfter(action.at())) {
            return new AssessOutcome.Denied(denied, Optional.of(end), List.of("wait", "add-another-method"));
        }
        holds.spend(writes, action.account(), action.request().transaction());
        return new AssessOutcome.Allowed(
                new Decision.Allow(decision.id(), List.of(Reason.ACTION_WAITED), decision.basis(), false));
    }

    private AssessOutcome denied(
            Writes writes, ProtectedAction action, Assessable.Demanded demanded, Decision.Deny decision) {
        Optional<Instant> end = switch (demanded.waiting()) {
            case Wait.None none -> decision.until();
            case Wait.Until(Instant known) -> Optional.of(known);
            case Wait.Begin begin -> Optional.of(hold(writes, action, demanded));
        };
        return new AssessOutcome.Denied(decision, end, List.of(end.isPresent() ? "wait" : "ask-support"));
    }

    /** Begins to wait, and tells the owner, who can stop it. */
    private Instant hold(Writes writes, ProtectedAction action, Assessable.Demanded demanded) {
        Instant end =
                holds.begin(writes, action.account(), action.request().transaction(), action.at(), demanded.hold());
        Notice.Cause cause = Notice.Cause.of(
                action.session().map(Session::id),
                Optional.empty(),
                action.request().client().privateFacts());
        notices.tell(
                writes,
                action.account(),
                new Notice.Hold(cause, action.request().transaction().action(), end));
        return end;
    }

    private static Entry entry(
            ApiClient client, ProtectedAction action, Assessable.Demanded demanded, AssessOutcome outcome) {
        Decision decision = outcome.decision().orElseThrow();
        Entry entry = Entry.about(
                action.relyingParty().id(),
                Event.ACTION_ASSESSED,
                action.account().id(),
                Map.of(
                        "action", action.request().transaction().action(),
                        "client", client.id(),
                        "decision", decision.id().toString(),
                        "level", decision.level(),
                        "reason", decision.reasons().getFirst().code(),
                        "at-least", action.atLeast().id(),
                        "policy", demanded.version()));
        return action.session().map(session -> entry.in(session.id())).orElse(entry);
    }
}
