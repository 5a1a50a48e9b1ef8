package dev.latchkey.stepup;

import dev.latchkey.account.Account;
import dev.latchkey.id.AccountId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Protected actions that wait. The first assessment begins the hold, the same action assessed again after it has ended
 * has waited, and every other begins one of its own.
 */
@Singleton
public final class Holds {
    /** For how long after its end a hold counts as waited for. */
    static final Duration WAITED = Duration.ofDays(7);

    private static final String FIND =
            "select ends_at from stepup_hold where account = ? and transaction_hash = ? and ends_at > ?";
    private static final String BEGIN = """
            insert into stepup_hold (account, transaction_hash, relying_party, action, asked_at, ends_at)
            values (?, ?, ?, ?, ?, ?)
            on conflict (account, transaction_hash) do update
            set asked_at = excluded.asked_at, ends_at = excluded.ends_at where stepup_hold.ends_at <= ?""";

    private final Database database;

    Holds(Database database) {
        this.database = database;
    }

    /** Returns when the hold on an action ends or has ended lately; empty when it has none. */
    Optional<Instant> endOf(Account account, Transaction transaction, Instant now) {
        return database.one(
                FIND,
                row -> row.getObject(1, OffsetDateTime.class).toInstant(),
                account.id().value(),
                transaction.keyFor(account),
                now.minus(WAITED));
    }

    /** Begins one, and returns when it ends. */
    Instant begin(Writes writes, Account account, Transaction transaction, Instant now, Duration lasts) {
        Instant end = now.plus(lasts).truncatedTo(ChronoUnit.SECONDS);
        writes.add(
                BEGIN,
                account.id().value(),
                transaction.keyFor(account),
                account.relyingParty().value(),
                transaction.action(),
                now,
                end,
                now.minus(WAITED));
        return end;
    }

    /** What was waited for has been let pass, once. */
    void spend(Writes writes, Account account, Transaction transaction) {
        writes.add(
                "delete from stepup_hold where account = ? and transaction_hash = ?",
                account.id().value(),
                transaction.keyFor(account));
    }

    /** Takes back what was waited for: whoever asked may not have been the owner. */
    public void cancel(Writes writes, AccountId account) {
        writes.add("delete from stepup_hold where account = ?", account.value());
    }
}
