package dev.latchkey.signin;

import dev.latchkey.postgres.Chore;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Jobs;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Removes hand-off codes that can serve no more, a batch at a time. */
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
    void handOffs() {
        Chore.run(
                "removing old hand-off codes",
                () -> database.write("""
                delete from signin_hand_off where code_hash in
                    (select code_hash from signin_hand_off where expires_at < ? limit 1000)""", clock.instant().minus(KEPT)));
    }
}
