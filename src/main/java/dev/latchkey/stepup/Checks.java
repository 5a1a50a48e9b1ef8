package dev.latchkey.stepup;

import dev.latchkey.account.Account;
import dev.latchkey.audit.Entry;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.notice.CodeOutcome;
import dev.latchkey.notice.CodePurpose;
import dev.latchkey.notice.Codes;
import dev.latchkey.postgres.Writes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Looks at the answer to one more check. A try is counted before its code is looked at, in rows that are held until the
 * transaction ends, so that trying at once gains nobody a try. Which rows and in which order: the account's failures, the
 * ticket, the code.
 */
@Singleton
public final class Checks {
    private final OwnedMethods owned;
    private final Approvals approvals;
    private final AuthenticatorApps apps;
    private final RecoveryCodes recoveryCodes;
    private final Codes codes;
    private final Failures failures;
    private final Tickets tickets;
    private final Recorder recorder;
    private final Journal journal;
    private final Clock clock;

    Checks(
            OwnedMethods owned,
            Approvals approvals,
            AuthenticatorApps apps,
            RecoveryCodes recoveryCodes,
            Codes codes,
            Failures failures,
            Tickets tickets,
            Recorder recorder,
            Journal journal,
            Clock clock) {
        this.owned = owned;
        this.approvals = approvals;
        this.apps = apps;
        this.recoveryCodes = recoveryCodes;
        this.codes = codes;
        this.failures = failures;
        this.tickets = tickets;
        this.recorder = recorder;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Checks an answer, in the caller's transaction, which must commit whatever the outcome.
     *
     * @param typed the code; nothing is typed where other devices are asked
     */
    public CheckOutcome check(Writes writes, Account account, Ticket ticket, Method method, String typed) {
        if (!ticket.offers(method)
                || !owned.of(account.id(), ticket.askedAt(), ticket.credential(), ticket.session())
                        .contains(method)) {
            return new CheckOutcome.NotOffered();
        }
        return switch (method) {
            case Method.FreshPasskey passkey -> new CheckOutcome.NotOffered();
            case Method.OtherPasskey passkey -> new CheckOutcome.NotOffered();
            case Method.ApproveOnDevice devices ->
                approvals.stateOf(ticket) == ApprovalState.APPROVED
                        ? new CheckOutcome.Passed()
                        : new CheckOutcome.NotApproved();
            case Method.Totp app -> guess(writes, account, ticket, method, () -> isOfApp(account, ticket, typed));
            case Method.RecoveryCodeMethod code ->
                guess(writes, account, ticket, method, () -> isOfPaper(account, typed));
            case Method.EmailCode mail -> guess(writes, account, ticket, method, () -> isOfMail(account, typed));
        };
    }

    /**
     * What was found of a code.
     *
     * @param isRight whether it is right
     * @param rests for how long no code of its kind is looked at
     */
    private record Found(boolean isRight, Optional<Duration> rests) {}

    private CheckOutcome guess(Writes writes, Account account, Ticket ticket, Method method, Supplier<Found> code) {
        Instant now = clock.instant();
        boolean counted = method.isGuessable();
        if (counted && !failures.take(account.relyingParty(), account.id())) {
            Instant until = failures.suspendedUntil(account.id()).orElse(now);
            return new CheckOutcome.Suspended(Duration.between(now, until), ticket.withoutGuessing());
        }
        Optional<Integer> triesLeft = tickets.takeTry(ticket);
        Found answer = triesLeft.isPresent() ? code.get() : new Found(false, Optional.empty());
        if (counted && (answer.isRight() || triesLeft.isEmpty())) {
            failures.giveBack(account.id());
        }
        if (triesLeft.isEmpty()) {
            return tickets.isOpen(ticket)
                    ? new CheckOutcome.Suspended(Duration.between(now, ticket.expiresAt()), ticket.withoutTyping())
                    : new CheckOutcome.Gone();
        }
        if (answer.isRight()) {
            return new CheckOutcome.Passed();
        }
        if (counted) {
            failures.stands(account.id());
        }
        recorder.wrong(method);
        journal.record(
                writes,
                Entry.about(
                        account.relyingParty(),
                        Event.STEP_UP_FAILED,
                        account.id(),
                        Map.of(
                                "decision", ticket.decision().toString(),
                                "method", method.id(),
                                "reason", "wrong-code",
                                "tries-left", triesLeft.get().toString())));
        return answer.rests()
                .<CheckOutcome>map(rests -> new CheckOutcome.Suspended(
                        rests,
                        ticket.methods().stream()
                                .filter(other -> !other.equals(method))
                                .toList()))
                .orElseGet(() -> new CheckOutcome.Wrong(triesLeft.get()));
    }

    private Found isOfApp(Account account, Ticket ticket, String typed) {
        return new Found(apps.spend(account, typed, ticket.askedAt()), Optional.empty());
    }

    private Found isOfPaper(Account account, String typed) {
        boolean right = recoveryCodes
                .find(account.relyingParty(), typed)
                .filter(found -> found.account().equals(account.id()))
                .filter(found -> recoveryCodes.spend(account.id(), found.proof()))
                .isPresent();
        return new Found(right, Optional.empty());
    }

    private Found isOfMail(Account account, String typed) {
        return switch (codes.check(account.id(), CodePurpose.STEP_UP, typed)) {
            case CodeOutcome.Right right -> new Found(true, Optional.empty());
            case CodeOutcome.Wrong wrong -> new Found(false, Optional.empty());
            case CodeOutcome.Suspended(Duration retryAfter) -> new Found(false, Optional.of(retryAfter));
            case CodeOutcome.None none -> new Found(false, Optional.empty());
        };
    }
}
