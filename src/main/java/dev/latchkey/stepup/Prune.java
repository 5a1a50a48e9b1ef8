package dev.latchkey.stepup;

import dev.latchkey.postgres.Chore;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Jobs;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Removes what can serve no more, a batch at a time. */
@Singleton
class Prune {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int BATCH = 200;

    private final Database database;
    private final Sweep sweep;
    private final Clock clock;

    Prune(@Jobs Database database, Sweep sweep, Clock clock) {
        this.database = database;
        this.sweep = sweep;
        this.clock = clock;
    }

    @Scheduled(every = "10s", delayed = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void abandoned() {
        Chore.run("ending tickets that nobody used", () -> {
            int ended;
            do {
                ended = sweep.abandoned();
            } while (ended == BATCH);
        });
    }

    @Scheduled(every = "1m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tickets() {
        Chore.run("removing old tickets", () -> {
            Instant now = clock.instant();
            database.write("""
                    delete from stepup_ticket where ticket_hash in
                        (select ticket_hash from stepup_ticket
                         where expires_at < ? and spent_at is not null limit 1000)""", now.minus(KEPT));
            // Kept for as long as they are counted.
            database.write("""
                    delete from stepup_approval where ticket_hash in
                        (select ticket_hash from stepup_approval where expires_at < ? limit 1000)""", now.minus(Failures.WINDOW));
            database.write("""
                    delete from stepup_failure where account in
                        (select account from stepup_failure
                         where counted_since < ? and (suspended_until is null or suspended_until < ?) limit 1000)""", now.minus(Failures.WINDOW), now);
        });
    }
}
