package dev.latchkey.decision.insight;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.PrivateFacts;
import dev.latchkey.audit.Entry;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.decision.Device;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.DecisionId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Chore;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Opens what is closed behind a decision: counted for each operator and day, journalled with a reason and a case, and told
 * to the customer in their activity.
 */
@Singleton
public class Reveals {
    /** How often one operator may look in a day (UTC). */
    public static final int A_DAY = 50;

    private static final Duration TOLERANCE = Duration.ofMillis(2);
    private static final String FIND = """
            select account, facts from decision_log
            where relying_party = ? and id = ? and at >= ? and at < ? and account is not null""";
    private static final String SPEND = """
            insert into decision_reveal (operator, day, many) values (?, ?, 1)
            on conflict (operator, day) do update set many = decision_reveal.many + 1
            where decision_reveal.many < ? returning many""";
    private static final String OLD = "delete from decision_reveal where day < ?";

    private final Database database;
    private final Accounts accounts;
    private final Journal journal;
    private final Clock clock;

    Reveals(Database database, Accounts accounts, Journal journal, Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.journal = journal;
        this.clock = clock;
    }

    /** Why somebody looks. */
    public enum Why {
        /** The customer asked about it. */
        CUSTOMER_ASKED,
        /** Somebody may have been in the account who should not. */
        FRAUD_SUSPECTED,
        /** The customer says something else than the log. */
        DISPUTE,
        /** An authority asks, and may. */
        AUTHORITY_REQUEST,
        /** To see whether decisions are good. */
        QUALITY_CHECK;

        /** Whether the customer is told: not where it would warn a thief, or where a law may forbid it. */
        boolean isTold() {
            return this != FRAUD_SUSPECTED && this != AUTHORITY_REQUEST;
        }
    }

    private record Closed(AccountId account, Optional<Bytes> facts) {
        static Closed read(ResultSet row) throws SQLException {
            return new Closed(
                    new AccountId(row.getObject(1, UUID.class)),
                    Optional.ofNullable(row.getBytes(2)).map(Bytes::of));
        }
    }

    /**
     * Opens one.
     *
     * @param operator who looks
     * @param why their reason
     * @param reference the case it is for, as the relying party names it
     */
    @Transactional
    public RevealOutcome reveal(
            RelyingPartyId relyingParty, DecisionId decision, AccountId operator, Why why, String reference) {
        Optional<Closed> closed = database.one(
                FIND,
                Closed::read,
                relyingParty.value(),
                decision.value(),
                decision.at(),
                decision.at().plus(TOLERANCE));
        Optional<Account> account = closed.flatMap(found -> accounts.find(relyingParty, found.account()));
        if (closed.isEmpty() || account.isEmpty()) {
            return new RevealOutcome.NotFound();
        }
        Instant now = clock.instant();
        Optional<Integer> used = database.one(SPEND, row -> row.getInt(1), operator.value(), day(now), A_DAY);
        if (used.isEmpty()) {
            return new RevealOutcome.UsedUp();
        }
        Writes writes = database.writes();
        journal.record(
                writes,
                Entry.anonymous(
                        relyingParty,
                        Event.DECISION_REVEALED,
                        Map.of(
                                "by",
                                operator.toString(),
                                "decision",
                                decision.toString(),
                                "reason",
                                slug(why),
                                "case",
                                reference)));
        if (why.isTold()) {
            journal.record(
                    writes,
                    Entry.about(relyingParty, Event.LOOKED_AT, account.get().id(), Map.of("reason", slug(why))));
        }
        writes.send();
        PrivateFacts facts = closed.get()
                .facts()
                .flatMap(bytes -> PrivateFacts.open(account.get().key(), bytes))
                .orElse(new PrivateFacts(Map.of()));
        return new RevealOutcome.Revealed(
                account.get().id(), facts.get(PrivateFacts.PLACE), device(facts), A_DAY - used.get());
    }

    /** Returns a reason's name, for example {@code customer-asked}. */
    public static String slug(Why why) {
        return why.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Optional<Device> device(PrivateFacts facts) {
        return facts.get(PrivateFacts.BROWSER)
                .flatMap(browser -> facts.get(PrivateFacts.OS).map(os -> new Device(browser, os)));
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    @Scheduled(every = "6h", delayed = "6m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void forget() {
        Chore.run(
                "forgetting how often was looked",
                () -> database.write(OLD, day(clock.instant()).minusDays(2)));
    }
}
