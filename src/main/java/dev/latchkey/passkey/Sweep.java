package dev.latchkey.passkey;

import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.DatabaseException;
import dev.latchkey.postgres.Jobs;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Sweeps out spent challenges that nobody can present any more: ten minutes past their expiry, so that a clock that is
 * off can do no harm. Works in small batches on the pool of the jobs; any number of replicas may sweep at once.
 */
@Singleton
final class Sweep {
    static final Duration KEPT = Duration.ofMinutes(10);

    private static final Logger LOG = Logger.getLogger(Sweep.class);
    private static final int BATCH = 1_000;
    private static final int MOST_BATCHES = 100;
    private static final String DELETE = """
            delete from passkey_spent where ceremony in (
                select ceremony from passkey_spent where expires_at < ? order by expires_at limit ?
                for update skip locked)""";

    private final Database database;
    private final Clock clock;

    Sweep(@Jobs Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Scheduled(
            identity = "passkey-sweep",
            every = "${latchkey.passkey.sweep-every:PT1M}",
            delayed = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void onSchedule() {
        try {
            sweep();
        } catch (DatabaseException e) {
            LOG.warnf("spent challenges not swept: %s", e.getCause().getMessage());
        }
    }

    /** Deletes what may go and returns how much went. */
    int sweep() {
        int all = 0;
        for (int i = 0; i < MOST_BATCHES; i++) {
            int swept = database.write(DELETE, clock.instant().minus(KEPT), BATCH);
            all += swept;
            if (swept < BATCH) {
                break;
            }
        }
        return all;
    }
}
