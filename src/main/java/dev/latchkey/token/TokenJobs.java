package dev.latchkey.token;

import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.DatabaseException;
import dev.latchkey.postgres.Jobs;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** What the package does by the clock. Every replica runs it; rows and locks keep them out of each other's way. */
@Singleton
class TokenJobs {
    private static final Logger LOG = Logger.getLogger(TokenJobs.class);
    private static final int BATCH = 1000;

    private static final String PRUNE = """
            delete from token_family where session in
                (select session from token_family where expires_at < ? limit 1000 for update skip locked)""";

    private final SigningKeys keys;
    private final Database database;
    private final Clock clock;
    private final AtomicBoolean lost = new AtomicBoolean();

    TokenJobs(SigningKeys keys, @Jobs Database database, Clock clock) {
        this.keys = keys;
        this.database = database;
        this.clock = clock;
    }

    /** Reads the signing keys that other replicas made; twice within the time that they count on. */
    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void seeOthersKeys() {
        try {
            keys.refresh();
            lost.set(false);
        } catch (DatabaseException unreachable) {
            if (!lost.getAndSet(true)) {
                LOG.warn("signing keys cannot be read; those in memory go on");
            }
        }
    }

    @Scheduled(every = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void rotateKeys() {
        keys.rotateWhereDue();
    }

    /** Removes the refresh families that can bring nothing any more. */
    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void prune() {
        int removed;
        do {
            removed = database.write(PRUNE, clock.instant());
        } while (removed == BATCH);
    }
}
