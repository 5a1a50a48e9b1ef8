package dev.latchkey.stepup;

import dev.latchkey.postgres.Chore;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Jobs;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Removes holds that nobody came back for, a batch at a time. */
@Singleton
class PruneHolds {
    private final Database database;
    private final Clock clock;

    PruneHolds(@Jobs Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "2m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void holds() {
        Chore.run(
                "removing old holds", () -> database.write("""
                delete from stepup_hold where (account, transaction_hash) in
                    (select account, transaction_hash from stepup_hold where ends_at < ? limit 1000)""", clock.instant().minus(Holds.WAITED)));
    }
}
