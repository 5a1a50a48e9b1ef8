package dev.latchkey.signin;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.assurance.Assurance;
import dev.latchkey.audit.Entry;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.decision.Action;
import dev.latchkey.decision.Attempt;
import dev.latchkey.decision.Decision;
import dev.latchkey.decision.Decisions;
import dev.latchkey.decision.FailedTries;
import dev.latchkey.decision.History;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.passkey.Alongside;
import dev.latchkey.passkey.AssertionOutcome;
import dev.latchkey.passkey.AuthenticationCeremony;
import dev.latchkey.passkey.Purpose;
import dev.latchkey.passkey.VerifiedAssertion;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Reads;
import dev.latchkey.postgres.Scalar;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.risk.Challenge;
import dev.latchkey.secret.Digests;
import dev.latchkey.session.Session;
import dev.latchkey.session.Sessions;
import dev.latchkey.signin.SignInOutcome.Denied;
import dev.latchkey.signin.SignInOutcome.Refused;
import dev.latchkey.signin.SignInOutcome.SignedIn;
import dev.latchkey.signin.SignInOutcome.StepUpAsked;
import dev.latchkey.stepup.Method;
import dev.latchkey.stepup.OwnedMethods;
import dev.latchkey.stepup.Ticket;
import dev.latchkey.stepup.Tickets;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
    private final OwnedMethods ownedMethods;
    private final Doorway doorway;
    private final News news;
    private final FailedTries failedTries;
    private final Journal journal;
    private final Database database;

    SignIn(
            AuthenticationCeremony ceremonies,
            Accounts accounts,
            Decisions decisions,
            Sessions sessions,
            Tickets tickets,
            Completion completion,
            OwnedMethods ownedMethods,
            Doorway doorway,
            News news,
            FailedTries failedTries,
            Journal journal,
            Database database) {
        this.ceremonies = ceremonies;
        this.accounts = accounts;
        this.decisions = decisions;
        this.sessions = sessions;
        this.tickets = tickets;
        this.completion = completion;
        this.ownedMethods = ownedMethods;
        this.doorway = doorway;
        this.news = news;
        this.failedTries = failedTries;
        this.journal = journal;
        this.database = database;
    }

    @Transactional
    SignInOutcome finish(RelyingParty relyingParty, byte[] body, Browser browser) {
        Writes writes = database.writes();
        Owner owner = new Owner(relyingParty);
        SignInOutcome outcome = switch (ceremonies.finish(relyingParty, body, browser.preLogin(), owner)) {
            case AssertionOutcome.Malformed malformed -> new SignInOutcome.Malformed(malformed.fields());
            case AssertionOutcome.Expired expired -> new SignInOutcome.Expired();
            case AssertionOutcome.UnknownCredential unknown -> {
                failedTries.by(relyingParty.id(), browser.facts());
                refuse(writes, relyingParty, "unknown-passkey", Optional.empty());
                yield new SignInOutcome.UnknownPasskey(unknown.credential());
            }
            // Who presented it is not known: the passkey's owner must not read of a stranger's attempts.
            case AssertionOutcome.Refused refused -> {
                failedTries.by(relyingParty.id(), browser.facts());
                refused.account().ifPresent(failedTries::at);
                yield refuse(writes, relyingParty, refused.reason(), Optional.empty());
            }
            case AssertionOutcome.Verified verified ->
                verified(
                        writes,
                        relyingParty,
                        verified,
                        owner,
                        browser.proving(
                                verified.challenge(), verified.assertion().at()));
        };
        writes.sendAndCommit();
        return outcome;
    }

    /** What is read of the presented passkey's owner while its challenge is spent. */
    private final class Owner implements Alongside {
        private final RelyingParty relyingParty;
        private Optional<Reads.Answer<Account>> account = Optional.empty();
        private Optional<Reads.Answer<History>> history = Optional.empty();

        Owner(RelyingParty relyingParty) {
            this.relyingParty = relyingParty;
        }

        @Override
        public void read(Reads reads, Scalar owner) {
            account = Optional.of(accounts.find(reads, relyingParty.id(), owner));
            history = Optional.of(decisions.history(reads, owner));
        }

        Optional<Account> account() {
            return account.orElseThrow().rows().stream().findFirst();
        }

        History history() {
            return History.of(history.orElseThrow());
        }
    }

    private SignInOutcome verified(
            Writes writes,
            RelyingParty relyingParty,
            AssertionOutcome.Verified verified,
            Owner owner,
            Browser browser) {
        VerifiedAssertion assertion = verified.assertion();
        Optional<Account> account = owner.account();
        if (account.isEmpty() || account.get().locked()) {
            String reason = account.isEmpty() ? "account-gone" : "account-locked";
            return refuse(writes, relyingParty, reason, Optional.of(assertion.account()));
        }
        Attempt attempt = Attempts.ofAssertion(relyingParty, Action.SIGN_IN, account.get(), assertion, browser.facts());
        return verified.ceremony().purpose() == Purpose.STEP_UP
                ? stepUp(writes, verified, attempt, owner.history(), browser)
                : signIn(writes, verified, attempt, owner.history(), browser);
    }

    private SignInOutcome signIn(
            Writes writes, AssertionOutcome.Verified verified, Attempt attempt, History history, Browser browser) {
        VerifiedAssertion assertion = verified.assertion();
        Account account = attempt.account();
        Decision decision = decisions.decide(attempt, history, () -> owned(assertion));
        decisions.record(writes, attempt, decision);
        return switch (decision) {
            case Decision.Allow allow -> {
                ceremonies.confirm(writes, assertion); // §7.2 step 24, put off until the decision
                Opened opened = doorway.open(
                        writes,
                        attempt.relyingParty(),
                        account,
                        Optional.of(assertion.credential()),
                        verified.ceremony().mode(),
                        Attempts.proven(assertion, allow),
                        browser);
                journal.record(
                        writes,
                        Attempts.entry(Event.SIGNED_IN, account, decision, browser, assertion.name())
                                .in(opened.session().id()));
                news.signedIn(writes, attempt, decision, opened.session().id());
                yield new SignedIn(opened, account, decision, assertion.accepted());
            }
            case Decision.StepUp stepUp -> {
                String ticket =
                        tickets.issue(writes, Attempts.askForMore(account, assertion, verified.ceremony(), stepUp));
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

    /** One more round trip, and only when somebody is asked. */
    private Set<Challenge> owned(VerifiedAssertion assertion) {
        return ownedMethods.of(assertion.account(), assertion.at(), Optional.of(assertion.credential())).stream()
                .map(Method::challenge)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Challenge.class)));
    }

    /** One more proof: for a ticket it completes what was begun, for a session it makes the proof fresh. */
    private SignInOutcome stepUp(
            Writes writes, AssertionOutcome.Verified verified, Attempt attempt, History history, Browser browser) {
        Optional<Bytes> ticket = verified.ceremony().proof();
        return ticket.isPresent()
                ? forTicket(writes, verified, attempt, history, ticket.get(), browser)
                : forSession(writes, verified, attempt, history, browser);
    }

    private SignInOutcome forTicket(
            Writes writes,
            AssertionOutcome.Verified verified,
            Attempt attempt,
            History history,
            Bytes proof,
            Browser browser) {
        VerifiedAssertion assertion = verified.assertion();
        Account account = attempt.account();
        Optional<Ticket> ticket = tickets.find(attempt.relyingParty().id(), proof, browser.preLogin())
                .filter(found -> found.account().equals(account.id()))
                .filter(found -> found.transaction()
                        .map(approved -> Digests.sha256(approved.toArray()))
                        .equals(verified.ceremony().transaction()));
        Optional<Method> method = ticket.flatMap(found -> Attempts.methodOf(found, assertion));
        Optional<SignInOutcome> completed = method.flatMap(by -> completion.complete(
                writes,
                attempt,
                history,
                ticket.get(),
                new Completion.Proof(
                        by,
                        Optional.of(assertion.credential()),
                        assertion.name(),
                        assertion.accepted(),
                        assertion.at()),
                browser));
        if (completed.isEmpty()) {
            boolean notOffered = ticket.isPresent() && method.isEmpty();
            if (notOffered) {
                failedTries.by(attempt.relyingParty().id(), browser.facts(), account.id());
            }
            String reason = notOffered ? "method-not-offered" : "ticket-spent";
            return refuse(writes, attempt.relyingParty(), reason, Optional.of(account.id()));
        }
        ceremonies.confirm(writes, assertion);
        return completed.get();
    }

    /** The session stays the one it was, so what is decided about is the proof alone: a passkey that holds is enough. */
    private SignInOutcome forSession(
            Writes writes, AssertionOutcome.Verified verified, Attempt attempt, History history, Browser browser) {
        VerifiedAssertion assertion = verified.assertion();
        RelyingParty relyingParty = attempt.relyingParty();
        Account account = attempt.account();
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
                Optional.empty(),
                browser);
        Decision decision = decisions.passed(attempt, history);
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
