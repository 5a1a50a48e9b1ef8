package dev.latchkey.notice;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.PrivateFacts;
import dev.latchkey.notice.Letters.Draft;
import dev.latchkey.notice.OutboxRows.Turn;
import dev.latchkey.notice.Post.DeliveryOutcome;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Jobs;
import dev.latchkey.postgres.Reads;
import dev.latchkey.relyingparty.RelyingParties;
import dev.latchkey.relyingparty.RelyingParty;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Sends what the outbox holds. At least once: a process that dies between handing a mail over and noting it sends it again,
 * under the same Message-ID, by which mail servers and readers tell it is one. A server that is away is left alone for the
 * rest of the run, and each mail waits longer after each try.
 */
@Singleton
final class Sending {
    private static final Logger LOG = Logger.getLogger(Sending.class);
    private static final int BATCH = 20;
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);

    private final OutboxRows rows;
    private final Database database;
    private final Accounts accounts;
    private final RelyingParties relyingParties;
    private final Letters letters;
    private final Post post;
    private final Clock clock;
    private final MeterRegistry metrics;

    Sending(
            OutboxRows rows,
            @Jobs Database database,
            Accounts accounts,
            RelyingParties relyingParties,
            Letters letters,
            SmtpPost smtp,
            Mailbox mailbox,
            NoticeConfig config,
            Clock clock,
            MeterRegistry metrics) {
        this.rows = rows;
        this.database = database;
        this.accounts = accounts;
        this.relyingParties = relyingParties;
        this.letters = letters;
        this.post = config.mail() == NoticeConfig.Mail.SMTP ? smtp : mailbox;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Sends until nothing is due, or until nobody takes mail. */
    void run() {
        List<Turn> turns;
        do {
            turns = rows.take(clock.instant(), BATCH);
        } while (all(turns) && turns.size() == BATCH);
    }

    private boolean all(List<Turn> turns) {
        for (int i = 0; i < turns.size(); i++) {
            if (!one(turns.get(i))) {
                Instant then = clock.instant().plus(SHORTEST_WAIT);
                turns.subList(i + 1, turns.size()).forEach(turn -> rows.putBack(turn.id(), then));
                return false;
            }
        }
        return true;
    }

    /** Returns whether it makes sense to go on with the next. */
    private boolean one(Turn turn) {
        if (!clock.instant().isBefore(turn.giveUpAt())) {
            giveUp(turn, "too-late");
            return true;
        }
        Optional<RelyingParty> party = relyingParties.find(turn.relyingParty());
        if (party.isEmpty()) { // made a moment ago on another replica
            rows.later(turn.id(), clock.instant().plus(waitAfter(turn.attempts())));
            return true;
        }
        Optional<Letter> letter = letter(party.get(), turn);
        if (letter.isEmpty()) {
            giveUp(turn, "unreadable");
            return true;
        }
        return switch (post.deliver(letter.get())) {
            case DeliveryOutcome.Delivered delivered -> {
                rows.sent(turn.id(), clock.instant());
                metrics.counter("latchkey.mail.sent", "kind", turn.kind()).increment();
                yield true;
            }
            case DeliveryOutcome.Refused refused -> {
                LOG.warnf("mail refused for good id=%s kind=%s code=%d", turn.id(), turn.kind(), refused.code());
                giveUp(turn, "refused");
                yield true;
            }
            case DeliveryOutcome.Later later -> {
                LOG.warnf(
                        "mail put off id=%s kind=%s attempt=%d reason=%s",
                        turn.id(), turn.kind(), turn.attempts(), later.reason());
                rows.later(turn.id(), clock.instant().plus(waitAfter(turn.attempts())));
                count("put-off");
                yield !later.away();
            }
        };
    }

    private void giveUp(Turn turn, String reason) {
        rows.failed(turn.id(), clock.instant());
        count(reason);
    }

    private void count(String reason) {
        metrics.counter("latchkey.mail.failed", "reason", reason).increment();
    }

    /** Empty when it cannot be read: its account is gone, its key is lost, or a later release wrote it. */
    private Optional<Letter> letter(RelyingParty party, Turn turn) {
        try {
            return account(turn).flatMap(account -> draft(turn, account)).map(draft -> letters.write(party, draft));
        } catch (IllegalStateException | IllegalArgumentException | NoSuchElementException unreadable) {
            LOG.errorf(unreadable, "mail cannot be read id=%s kind=%s", turn.id(), turn.kind());
            return Optional.empty();
        }
    }

    private static Optional<Draft> draft(Turn turn, Account account) {
        return turn.recipient()
                .map(recipient -> new Draft(
                        turn.id(),
                        Kind.of(turn.kind()),
                        Language.of(turn.language()).orElse(Language.EN),
                        Confirmed.open(account, recipient),
                        turn.message()
                                .flatMap(message -> PrivateFacts.open(account.key(), message))
                                .orElseGet(() -> new PrivateFacts(Map.of())),
                        turn.createdAt()));
    }

    private Optional<Account> account(Turn turn) {
        Reads reads = database.reads();
        Reads.Answer<Account> found = accounts.find(reads, turn.relyingParty(), turn.account());
        reads.send();
        return found.rows().stream().findFirst();
    }

    /** 5 s, 10 s, 20 s … half an hour. */
    static Duration waitAfter(int attempts) {
        Duration wait = SHORTEST_WAIT.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), 20));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
