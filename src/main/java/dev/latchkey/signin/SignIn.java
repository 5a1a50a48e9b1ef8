package dev.latchkey.signin;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.assurance.Assurance;
import dev.latchkey.audit.Entry;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.decision.Action;
import dev.latchkey.decision.Decision;
import dev.latchkey.decision.Decisions;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.passkey.AssertionOutcome;
import dev.latchkey.passkey.AuthenticationCeremony;
import dev.latchkey.passkey.Ceremony;
import dev.latchkey.passkey.Purpose;
import dev.latchkey.passkey.VerifiedAssertion;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.secret.Digests;
import dev.latchkey.session.Session;
import dev.latchkey.session.Sessions;
import dev.latchkey.signin.SignInOutcome.Denied;
import dev.latchkey.signin.SignInOutcome.Refused;
import dev.latchkey.signin.SignInOutcome.SignedIn;
import dev.latchkey.signin.SignInOutcome.StepUpAsked;
import dev.latchkey.stepup.Method;
import dev.latchkey.stepup.Ticket;
import dev.latchkey.stepup.Tickets;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;

/**
 * Finishes a sign-in: one transaction, one way down. A refusal is returned, never thrown, so that the spent challenge
 * and the journal entry stay.
 */
@Singleton
class SignIn {
    private final AuthenticationCeremony ceremonies;
    private final Accounts accounts;
    private final Decisions decisions;
    private final Sessions sessions;
    private final Tickets tickets;
    private final Completion completion;
    private final Doorway doorway;
    private final Journal journal;
    private final Database database;

    SignIn(
            AuthenticationCeremony ceremonies,
            Accounts accounts,
            Decisions decisions,
            Sessions sessions,
            Tickets tickets,
            Completion completion,
            Doorway doorway,
            Journal journal,
            Database database) {
        this.ceremonies = ceremonies;
        this.accounts = accounts;
        this.decisions = decisions;
        this.sessions = sessions;
        this.tickets = tickets;
        this.completion = completion;
        this.doorway = doorway;
        this.journal = journal;
        this.database = database;
    }

    @Transactional
    SignInOutcome finish(RelyingParty relyingParty, byte[] body, Browser browser) {
        Writes writes = database.writes();
        SignInOutcome outcome = switch (ceremonies.finish(relyingParty, body, browser.preLogin())) {
            case AssertionOutcome.Malformed malformed -> new SignInOutcome.Malformed(malformed.fields());
            case AssertionOutcome.Expired expired -> new SignInOutcome.Expired();
            case AssertionOutcome.UnknownCredential unknown -> {
                refuse(writes, relyingParty, "unknown-passkey", Optional.empty());
                yield new SignInOutcome.UnknownPasskey(unknown.credential());
            }
            // Who presented it is not known: the passkey's owner must not read of a stranger's attempts.
            case AssertionOutcome.Refused refused -> refuse(writes, relyingParty, refused.reason(), Optional.empty());
            case AssertionOutcome.Verified verified -> verified(writes, relyingParty, verified, browser);
        };
        writes.send();
        return outcome;
    }

    private SignInOutcome verified(
            Writes writes, RelyingParty relyingParty, AssertionOutcome.Verified verified, Browser browser) {
        VerifiedAssertion assertion = verified.assertion();
        Optional<Account> account = accounts.find(relyingParty.id(), assertion.account());
        if (account.isEmpty() || account.get().locked()) {
            String reason = account.isEmpty() ? "account-gone" : "account-locked";
            return refuse(writes, relyingParty, reason, Optional.of(assertion.account()));
        }
        return verified.ceremony().purpose() == Purpose.STEP_UP
                ? stepUp(writes, relyingParty, verified, account.get(), browser)
                : signIn(writes, relyingParty, verified, account.get(), browser);
    }

    private SignInOutcome signIn(
            Writes writes,
            RelyingParty relyingParty,
            AssertionOutcome.Verified verified,
            Account account,
            Browser browser) {
        VerifiedAssertion assertion = verified.assertion();
        Ceremony ceremony = verified.ceremony();
        Decision decision =
                decisions.decide(Attempts.ofAssertion(relyingParty, Action.SIGN_IN, account, assertion, browser));
        return switch (decision) {
            case Decision.Allow allow -> {
                ceremonies.confirm(writes, assertion); // §7.2 step 24, put off until the decision
                Opened opened = doorway.open(
                        writes,
                        relyingParty,
                        account,
                        Optional.of(assertion.credential()),
                        ceremony.mode(),
                        Assurance.passkey(assertion.userVerified(), assertion.at()),
                        browser.device());
                journal.record(
                        writes,
                        Attempts.entry(Event.SIGNED_IN, account, decision, browser, assertion.name())
                                .in(opened.session().id()));
                yield new SignedIn(opened, account, decision, assertion.accepted());
            }
            case Decision.StepUp stepUp -> {
                String ticket = tickets.issue(writes, Attempts.askForMore(account, assertion, ceremony, stepUp));
                journal.record(
                        writes, Attempts.entry(Event.STEP_UP_ASKED, account, decision, browser, assertion.name()));
                yield new StepUpAsked(ticket, stepUp);
            }
            case Decision.Deny deny -> {
                journal.record(
                        writes, Attempts.entry(Event.SIGN_IN_DENIED, account, decision, browser, assertion.name()));
                yield new Denied(deny);
            }
        };
    }

    /** One more proof: for a ticket it completes what was begun, for a session it makes the proof fresh. */
    private SignInOutcome stepUp(
            Writes writes,
            RelyingParty relyingParty,
            AssertionOutcome.Verified verified,
            Account account,
            Browser browser) {
        Optional<Bytes> ticket = verified.ceremony().proof();
        return ticket.isPresent()
                ? forTicket(writes, relyingParty, verified, account, ticket.get(), browser)
                : forSession(writes, relyingParty, verified, account, browser);
    }

    private SignInOutcome forTicket(
            Writes writes,
            RelyingParty relyingParty,
            AssertionOutcome.Verified verified,
            Account account,
            Bytes proof,
            Browser browser) {
        VerifiedAssertion assertion = verified.assertion();
        Optional<Ticket> ticket = tickets.find(relyingParty.id(), proof, browser.preLogin())
                .filter(found -> found.account().equals(account.id()))
                .filter(found -> found.transaction()
                        .map(approved -> Digests.sha256(approved.toArray()))
                        .equals(verified.ceremony().transaction()));
        Optional<Method> method = ticket.flatMap(found -> Attempts.methodOf(found, assertion));
        Optional<SignInOutcome> completed = method.flatMap(by -> completion.complete(
                writes,
                relyingParty,
                account,
                ticket.get(),
                new Completion.Proof(
                        by,
                        Optional.of(assertion.credential()),
                        assertion.name(),
                        assertion.accepted(),
                        assertion.at()),
                browser));
        if (completed.isEmpty()) {
            String reason = ticket.isPresent() && method.isEmpty() ? "method-not-offered" : "ticket-spent";
            return refuse(writes, relyingParty, reason, Optional.of(account.id()));
        }
        ceremonies.confirm(writes, assertion);
        return completed.get();
    }

    private SignInOutcome forSession(
            Writes writes,
            RelyingParty relyingParty,
            AssertionOutcome.Verified verified,
            Account account,
            Browser browser) {
        VerifiedAssertion assertion = verified.assertion();
        Optional<Session> former = verified.ceremony().session().flatMap(id -> sessions.live(relyingParty.id(), id));
        if (former.isEmpty()) {
            return refuse(writes, relyingParty, "session-ended", Optional.of(account.id()));
        }
        ceremonies.confirm(writes, assertion);
        Opened opened = doorway.replace(
                writes,
                relyingParty,
                former.get(),
                Optional.of(assertion.credential()),
                Assurance.passkey(assertion.userVerified(), assertion.at()),
                Optional.empty());
        Decision decision =
                decisions.decide(Attempts.ofAssertion(relyingParty, Action.SIGN_IN, account, assertion, browser));
        journal.record(
                writes,
                Attempts.entry(Event.STEPPED_UP, account, decision, browser, assertion.name())
                        .in(opened.session().id()));
        return new SignedIn(opened, account, decision, assertion.accepted());
    }

    private Refused refuse(Writes writes, RelyingParty relyingParty, String reason, Optional<AccountId> account) {
        Entry entry = Entry.anonymous(relyingParty.id(), Event.SIGN_IN_REFUSED, Map.of("reason", reason));
        journal.record(writes, account.map(entry::of).orElse(entry));
        return new Refused(reason);
    }
}
