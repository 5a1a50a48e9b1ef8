package dev.latchkey.session;

import dev.latchkey.postgres.Chore;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Jobs;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** Removes the rows of sessions that ended long enough ago. */
@Singleton
class SessionJobs {
    private static final int BATCH = 1000;

    private static final String PRUNE = """
            delete from session where id in
                (select id from session where expires_at < ? or ended_at < ? limit 1000 for update skip locked)""";

    private final Database database;
    private final SessionConfig config;
    private final Clock clock;

    SessionJobs(@Jobs Database database, SessionConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /** Goes in batches, each a transaction of its own, so that no lock is held for long. */
    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void prune() {
        Chore.run("removing old sessions", this::inBatches);
    }

    private void inBatches() {
        Instant longAgo = clock.instant().minus(config.kept());
        int removed;
        do {
            removed = database.write(PRUNE, longAgo, longAgo);
        } while (removed == BATCH);
    }
}
