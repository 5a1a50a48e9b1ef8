package dev.latchkey.stepup;

import dev.latchkey.postgres.Chore;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Jobs;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Removes tickets that can serve no more, a batch at a time. */
@Singleton
class Prune {
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final Database database;
    private final Clock clock;

    Prune(@Jobs Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Scheduled(every = "1m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tickets() {
        Chore.run(
                "removing old tickets",
                () -> database.write("""
                delete from stepup_ticket where ticket_hash in
                    (select ticket_hash from stepup_ticket where expires_at < ? limit 1000)""", clock.instant().minus(KEPT)));
    }
}
