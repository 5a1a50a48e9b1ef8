package dev.latchkey.stepup;

import dev.latchkey.account.Account;
import dev.latchkey.account.PrivateFacts;
import dev.latchkey.notice.CodePurpose;
import dev.latchkey.notice.Codes;
import dev.latchkey.notice.Language;
import dev.latchkey.notice.SendOutcome;
import dev.latchkey.postgres.Writes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Puts the question of one more check: sends the code, asks the other devices, or says what to type. */
@Singleton
public final class Questions {
    private final OwnedMethods owned;
    private final Approvals approvals;
    private final Codes codes;
    private final Failures failures;
    private final Clock clock;

    Questions(OwnedMethods owned, Approvals approvals, Codes codes, Failures failures, Clock clock) {
        this.owned = owned;
        this.approvals = approvals;
        this.codes = codes;
        this.failures = failures;
        this.clock = clock;
    }

    /**
     * Asks, in the caller's transaction.
     *
     * @param device what the owner will read of the asking device
     * @param language in which a mail is written
     */
    public AskOutcome ask(
            Writes writes, Account account, Ticket ticket, Method method, PrivateFacts device, Language language) {
        if (!ticket.offers(method)
                || !owned.of(account.id(), ticket.askedAt(), ticket.credential(), ticket.session())
                        .contains(method)) {
            return new AskOutcome.NotOffered();
        }
        Optional<AskOutcome> suspended = suspended(account, ticket, method);
        return suspended.orElseGet(() -> switch (method) {
            case Method.FreshPasskey passkey -> new AskOutcome.ByCeremony();
            case Method.OtherPasskey passkey -> new AskOutcome.ByCeremony();
            case Method.ApproveOnDevice devices ->
                approvals
                        .ask(account, ticket, device)
                        .<AskOutcome>map(asked -> new AskOutcome.OnDevices(asked.number(), left(asked.expiresAt())))
                        .orElseGet(AskOutcome.NotOffered::new);
            case Method.Totp app -> new AskOutcome.FromApp(OneTimePasswords.DIGITS, OneTimePasswords.STEP);
            case Method.RecoveryCodeMethod code -> new AskOutcome.FromPaper();
            case Method.EmailCode mail ->
                switch (codes.send(writes, account, CodePurpose.STEP_UP, language)) {
                    case SendOutcome.Sent(String sentTo, Duration expiresIn, Duration resendAfter) ->
                        new AskOutcome.Mailed(sentTo, expiresIn, resendAfter);
                    case SendOutcome.Suspended(Duration retryAfter) ->
                        new AskOutcome.Suspended(retryAfter, without(ticket, method));
                    case SendOutcome.NoAddress none -> new AskOutcome.NotOffered();
                };
        });
    }

    private Optional<AskOutcome> suspended(Account account, Ticket ticket, Method method) {
        if (method.isTyped() && ticket.triesLeft() == 0) {
            return Optional.of(new AskOutcome.Suspended(left(ticket.expiresAt()), ticket.withoutTyping()));
        }
        return method.isGuessable()
                ? failures.suspendedUntil(account.id())
                        .map(until -> new AskOutcome.Suspended(left(until), ticket.withoutGuessing()))
                : Optional.empty();
    }

    private static List<Method> without(Ticket ticket, Method method) {
        return ticket.methods().stream().filter(other -> !other.equals(method)).toList();
    }

    /** In whole seconds, the last one begun. */
    private Duration left(Instant until) {
        return Duration.ofSeconds(
                Duration.between(clock.instant(), until).plusMillis(999).toSeconds());
    }
}
