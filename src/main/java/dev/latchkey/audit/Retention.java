package dev.latchkey.audit;

import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Jobs;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Makes the journal's months ahead and drops the oldest when its time has come: whole, sealed months only, by a function
 * of the tables' owner that refuses anything younger than {@code audit_retention.keep_months} (13 unless the owner
 * changed it). The chain then begins at a checkpoint under our signature.
 */
@Singleton
class Retention {
    private static final Logger LOG = Logger.getLogger(Retention.class);
    private static final int MONTHS_AHEAD = 3;

    private static final String MAKE = "select audit_make_months(?, ?)";

    private static final String OLDEST_TO_DROP = """
            select date_trunc('month', min(at), 'UTC') as month from audit_entry
            having date_trunc('month', min(at), 'UTC') + interval '1 month'
                + make_interval(months => (select keep_months from audit_retention)) <= ?""";

    private static final String DROP = "select audit_drop_month(?, ?, ?, ?, ?, ?)";

    private final Database database;
    private final Chain chain;
    private final ChainKey key;
    private final Clock clock;

    Retention(@Jobs Database database, Chain chain, ChainKey key, Clock clock) {
        this.database = database;
        this.chain = chain;
        this.key = key;
        this.clock = clock;
    }

    @Scheduled(
            every = "6h",
            delayed = "30s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "make the journal's months")
    @RunOnVirtualThread
    @Transactional
    void make() {
        database.one(MAKE, row -> row.getInt(1), clock.instant(), MONTHS_AHEAD);
    }

    /** Drops the oldest month if it may be dropped; returns it then. */
    @Scheduled(
            every = "6h",
            delayed = "5m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "drop the journal's oldest month")
    @RunOnVirtualThread
    @Transactional
    void drop() {
        dropOldest().ifPresent(month -> LOG.infof("journal month dropped, month=%s", month));
    }

    private Optional<YearMonth> dropOldest() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (!chain.lock()) {
            return Optional.empty();
        }
        Optional<Instant> oldest = database.one(
                OLDEST_TO_DROP,
                row -> row.getObject("month", OffsetDateTime.class).toInstant(),
                now);
        return oldest.map(begin -> {
            YearMonth month = YearMonth.from(begin.atOffset(ZoneOffset.UTC));
            Instant end = month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
            Head last = chain.lastBefore(end);
            Checkpoint checkpoint = key.sign(last, end, now);
            database.one(
                    DROP,
                    row -> true,
                    begin,
                    checkpoint.seq(),
                    checkpoint.mac(),
                    checkpoint.at(),
                    checkpoint.keyName(),
                    checkpoint.signature());
            return month;
        });
    }
}
