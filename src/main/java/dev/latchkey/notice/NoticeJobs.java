package dev.latchkey.notice;

import dev.latchkey.postgres.Chore;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Jobs;
import dev.latchkey.postgres.Outages;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** What the room does by the clock: sends, counts what waits, and removes what has had its time. */
@Singleton
class NoticeJobs {
    private static final Logger LOG = Logger.getLogger(NoticeJobs.class);
    private static final int BATCH = 1000;
    private static final Duration KEPT = Duration.ofDays(1);

    private static final String PRUNE_OUTBOX = """
            delete from notice_outbox where id in (select id from notice_outbox
                where created_at < ? and (sent_at is not null or failed_at is not null or give_up_at < ?)
                limit 1000 for update skip locked)""";
    private static final String PRUNE_CODES = """
            delete from notice_code where (account, purpose) in (select account, purpose from notice_code
                where expires_at < ? limit 1000 for update skip locked)""";
    private static final String PRUNE_ALLOWANCES = """
            delete from notice_allowance where (relying_party, address_index) in (
                select relying_party, address_index from notice_allowance
                where window_began < ? limit 1000 for update skip locked)""";
    private static final String PRUNE_STOPS = """
            delete from notice_stop where token_hash in (select token_hash from notice_stop
                where expires_at < ? limit 1000 for update skip locked)""";

    private final Sending sending;
    private final OutboxRows rows;
    private final Database database;
    private final NoticeConfig config;
    private final Clock clock;
    private final AtomicBoolean waitsForTheDatabase = new AtomicBoolean();
    private final AtomicReference<OutboxRows.Waiting> waiting =
            new AtomicReference<>(new OutboxRows.Waiting(0, Optional.empty()));

    NoticeJobs(
            Sending sending,
            OutboxRows rows,
            @Jobs Database database,
            NoticeConfig config,
            Clock clock,
            MeterRegistry metrics) {
        this.sending = sending;
        this.rows = rows;
        this.database = database;
        this.config = config;
        this.clock = clock;
        metrics.gauge("latchkey.mail.waiting", waiting, it -> it.get().mails());
        metrics.gauge(
                "latchkey.mail.oldest.age.seconds",
                waiting,
                it -> it.get()
                        .oldest()
                        .map(since -> Duration.between(since, clock.instant()).toMillis() / 1000.0)
                        .orElse(0.0));
    }

    @Scheduled(
            identity = "send mail",
            every = "${latchkey.notice.send-every:PT1S}",
            delayed = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void send() {
        if (config.mail() == NoticeConfig.Mail.OFF) {
            return;
        }
        try {
            sending.run();
            if (waitsForTheDatabase.getAndSet(false)) {
                LOG.info("sending mail goes on");
            }
        } catch (RuntimeException failure) {
            if (!Outages.isAway(failure)) {
                throw failure;
            }
            // Said once: the next run is a second away.
            if (!waitsForTheDatabase.getAndSet(true)) {
                LOG.warn("sending mail waits for the database");
            }
        }
    }

    @Scheduled(
            identity = "count waiting mail",
            every = "15s",
            delayed = "15s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void count() {
        Chore.run("counting waiting mail", () -> waiting.set(rows.waiting()));
    }

    @Scheduled(
            identity = "remove old mail",
            every = "10m",
            delayed = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void prune() {
        Instant now = clock.instant();
        Instant longAgo = now.minus(config.kept());
        Chore.run("removing old mail", () -> inBatches(PRUNE_OUTBOX, longAgo, now));
        Chore.run("removing old codes", () -> inBatches(PRUNE_CODES, now.minus(KEPT)));
        Chore.run("removing counts of mails", () -> inBatches(PRUNE_ALLOWANCES, now.minus(CodeRows.WINDOW)));
        Chore.run("removing old stop links", () -> inBatches(PRUNE_STOPS, now.minus(KEPT)));
    }

    private void inBatches(String statement, Object... arguments) {
        int removed;
        do {
            removed = database.write(statement, arguments);
        } while (removed == BATCH);
    }
}
