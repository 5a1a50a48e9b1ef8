package dev.latchkey.stepup;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Counts an account's wrong codes over all its tickets, in a row that every replica sees. Too many within an hour suspend
 * the methods that can be guessed for a quarter of an hour; passkeys never.
 */
@Singleton
final class Failures {
    static final int MOST = 10;
    static final Duration WINDOW = Duration.ofHours(1);
    static final Duration SUSPENSION = Duration.ofMinutes(15);

    /** Counted before the code is looked at and holding the row until the transaction ends: nobody tries beside it. */
    private static final String TAKE = """
            insert into stepup_failure as f (account, relying_party, failures, counted_since) values (?, ?, 1, ?)
            on conflict (account) do update
            set failures = case when f.counted_since <= ? then 1 else f.failures + 1 end,
                counted_since = case when f.counted_since <= ? then excluded.counted_since else f.counted_since end
            where f.suspended_until is null or f.suspended_until <= ?""";

    private static final String GIVE_BACK =
            "update stepup_failure set failures = failures - 1 where account = ? and failures > 0";

    private static final String SUSPEND =
            "update stepup_failure set suspended_until = ? where account = ? and failures >= ?";

    private static final String SUSPENDED =
            "select suspended_until from stepup_failure where account = ? and suspended_until > ?";

    private final Database database;
    private final Clock clock;

    Failures(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Returns until when codes are not accepted; empty when they are. */
    Optional<Instant> suspendedUntil(AccountId account) {
        return database.one(
                SUSPENDED, row -> row.getObject(1, OffsetDateTime.class).toInstant(), account.value(), clock.instant());
    }

    /** Counts a failure in advance; false when codes are suspended. */
    boolean take(RelyingPartyId relyingParty, AccountId account) {
        Instant now = clock.instant();
        Instant windowBegan = now.minus(WINDOW);
        return database.write(TAKE, account.value(), relyingParty.value(), now, windowBegan, windowBegan, now) == 1;
    }

    /** Takes back what was counted in advance: it was none. */
    void giveBack(AccountId account) {
        database.write(GIVE_BACK, account.value());
    }

    /** What was counted in advance was one. */
    void stands(AccountId account) {
        database.write(SUSPEND, clock.instant().plus(SUSPENSION), account.value(), MOST);
    }
}
