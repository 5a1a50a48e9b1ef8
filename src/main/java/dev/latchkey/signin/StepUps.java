package dev.latchkey.signin;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.decision.Action;
import dev.latchkey.decision.Attempt;
import dev.latchkey.decision.Decisions;
import dev.latchkey.decision.FailedTries;
import dev.latchkey.decision.History;
import dev.latchkey.decision.Stake;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import dev.latchkey.notice.Language;
import dev.latchkey.passkey.Passkey;
import dev.latchkey.passkey.PasskeyName;
import dev.latchkey.passkey.Passkeys;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Reads;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.stepup.AskOutcome;
import dev.latchkey.stepup.CheckOutcome;
import dev.latchkey.stepup.Checks;
import dev.latchkey.stepup.Method;
import dev.latchkey.stepup.Questions;
import dev.latchkey.stepup.Ticket;
import dev.latchkey.stepup.Tickets;
import dev.latchkey.stepup.Transaction;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** One more check for somebody half-way in, by what is no passkey. A refusal is returned, never thrown: its try counts. */
@Singleton
class StepUps {
    private final Tickets tickets;
    private final Accounts accounts;
    private final Questions questions;
    private final Checks checks;
    private final Completion completion;
    private final Passkeys passkeys;
    private final Database database;
    private final Clock clock;
    private final Decisions decisions;
    private final FailedTries failedTries;

    StepUps(
            Tickets tickets,
            Accounts accounts,
            Questions questions,
            Checks checks,
            Completion completion,
            Passkeys passkeys,
            Database database,
            Clock clock,
            Decisions decisions,
            FailedTries failedTries) {
        this.tickets = tickets;
        this.accounts = accounts;
        this.questions = questions;
        this.checks = checks;
        this.completion = completion;
        this.passkeys = passkeys;
        this.database = database;
        this.clock = clock;
        this.decisions = decisions;
        this.failedTries = failedTries;
    }

    /**
     * What became of the wish to be asked.
     *
     * @param offered what the ticket offers
     */
    record Asked(AskOutcome outcome, List<Method> offered) {}

    /** What became of an answer. */
    sealed interface Answered {
        /** It was right, and this is what it is worth. */
        record Completed(SignInOutcome outcome) implements Answered {}

        /** It was not, or not looked at. */
        record Refused(CheckOutcome why, List<Method> offered) implements Answered {}
    }

    /** A ticket and its account. */
    private record Known(Ticket ticket, Account account) {}

    /** What a ticket is for, with what is to be approved, opened for whoever holds the ticket. */
    record Shown(Ticket ticket, Optional<Transaction> transaction) {
        @Override
        public String toString() {
            return "Shown[redacted]";
        }
    }

    @Transactional
    Optional<Shown> show(RelyingParty relyingParty, String ticket, Browser browser) {
        return find(relyingParty, ticket, browser)
                .map(known -> new Shown(
                        known.ticket(),
                        known.ticket()
                                .transaction()
                                .flatMap(closed ->
                                        Transaction.open(known.account().key(), closed))));
    }

    @Transactional
    Asked ask(RelyingParty relyingParty, String ticket, Method method, Browser browser, Language language) {
        Writes writes = database.writes();
        Asked asked = find(relyingParty, ticket, browser)
                .map(known -> new Asked(
                        questions.ask(writes, known.account(), known.ticket(), method, browser.device(), language),
                        known.ticket().methods()))
                .orElseGet(() -> new Asked(new AskOutcome.Gone(), List.of()));
        writes.send();
        return asked;
    }

    @Transactional
    Answered finish(RelyingParty relyingParty, String ticket, Method method, String typed, Browser asking) {
        Browser browser = Bytes.fromBase64Url(ticket)
                .map(held -> asking.proving(held, clock.instant()))
                .orElse(asking);
        Writes writes = database.writes();
        Answered answered = find(relyingParty, ticket, browser)
                .map(known -> switch (checks.check(writes, known.account(), known.ticket(), method, typed)) {
                    case CheckOutcome.Passed passed -> complete(writes, relyingParty, known, method, browser);
                    case CheckOutcome.Wrong wrong -> {
                        failedTries.by(
                                relyingParty.id(),
                                browser.facts(),
                                known.account().id());
                        yield new Answered.Refused(wrong, known.ticket().methods());
                    }
                    case CheckOutcome why ->
                        new Answered.Refused(why, known.ticket().methods());
                })
                .orElseGet(StepUps::gone);
        writes.send();
        return answered;
    }

    /** For whoever watches other devices answer; outside a transaction. */
    Optional<Ticket> watched(RelyingParty relyingParty, String ticket, Browser browser) {
        return tickets.find(relyingParty.id(), ticket, browser.preLogin())
                .filter(found -> found.offers(new Method.ApproveOnDevice()));
    }

    private Answered complete(Writes writes, RelyingParty relyingParty, Known known, Method method, Browser browser) {
        List<CredentialId> accepted =
                passkeys.of(known.account().id()).stream().map(Passkey::id).toList();
        Reads reads = database.reads();
        Reads.Answer<History> history = decisions.history(reads, known.account().id());
        reads.send();
        Attempt attempt = new Attempt(
                relyingParty,
                Action.of(known.ticket().action()),
                known.account(),
                Optional.empty(),
                browser.facts(),
                Optional.empty(),
                Stake.NONE,
                clock.instant());
        return completion
                .complete(
                        writes,
                        attempt,
                        History.of(history),
                        known.ticket(),
                        new Completion.Proof(method, Optional.empty(), PasskeyName.NONE, accepted, clock.instant()),
                        browser)
                .<Answered>map(Answered.Completed::new)
                .orElseGet(StepUps::gone);
    }

    private Optional<Known> find(RelyingParty relyingParty, String text, Browser browser) {
        return tickets.find(relyingParty.id(), text, browser.preLogin())
                .flatMap(ticket -> accounts.find(relyingParty.id(), ticket.account())
                        .filter(account -> !account.locked())
                        .map(account -> new Known(ticket, account)));
    }

    private static Answered gone() {
        return new Answered.Refused(new CheckOutcome.Gone(), List.of());
    }
}
