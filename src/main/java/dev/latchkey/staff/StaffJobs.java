package dev.latchkey.staff;

import dev.latchkey.postgres.Chore;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Jobs;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** Removes invitations and proposals that were closed long enough ago. */
@Singleton
class StaffJobs {
    private static final String PROPOSALS = "delete from staff_proposal where expires_at < ?";

    private static final String INVITATIONS = "delete from staff_invitation where expires_at < ?";

    private final Database database;
    private final StaffConfig config;
    private final Clock clock;

    StaffJobs(@Jobs Database database, StaffConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "2m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void prune() {
        Chore.run("removing old invitations and proposals", () -> {
            Instant longAgo = clock.instant().minus(config.kept());
            database.write(PROPOSALS, longAgo);
            database.write(INVITATIONS, longAgo);
        });
    }
}
