package dev.latchkey.decision;

import dev.latchkey.postgres.Chore;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Jobs;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Keeps what the risk engine stores no longer than it may. */
@Singleton
class DecisionJobs {
    private static final Logger LOG = Logger.getLogger(DecisionJobs.class);
    private static final int WEEKS_AHEAD = 4;

    private static final String OLD_LABELS = """
            delete from decision_label where (decision, label, source) in
                (select decision, label, source from decision_label where at < ? limit 1000)""";

    private static final String OLD_PROFILES = """
            delete from decision_profile where account in
                (select account from decision_profile where changed_at < ? and profiling limit 1000)""";

    /** The no itself is kept; what is left of a profile beside it is not. */
    private static final String OLD_REMAINS = """
            update decision_profile set packed = null, revision = revision + 1 where account in
                (select account from decision_profile
                 where changed_at < ? and not profiling and packed is not null limit 1000)""";

    private final Database database;
    private final DecisionConfig config;
    private final Clock clock;

    DecisionJobs(@Jobs Database database, DecisionConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "6h", delayed = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void makeWeeks() {
        Chore.run(
                "making the decisions' weeks",
                () -> database.one(
                        "select decision_make_weeks(?, ?)", row -> row.getInt(1), clock.instant(), WEEKS_AHEAD));
    }

    @Scheduled(every = "1h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void forget() {
        Chore.run("forgetting old decisions and habits", () -> {
            Instant now = clock.instant();
            int weeks = database.one(
                            "select decision_drop_weeks(?)", row -> row.getInt(1), now.minus(config.keepDecisions()))
                    .orElseThrow();
            int labels = inBatches(OLD_LABELS, now.minus(config.keepDecisions()));
            int profiles = inBatches(OLD_PROFILES, now.minus(config.keepProfiles()))
                    + inBatches(OLD_REMAINS, now.minus(config.keepProfiles()));
            if (weeks + labels + profiles > 0) {
                LOG.infof("forgotten, weeks=%d labels=%d profiles=%d", weeks, labels, profiles);
            }
        });
    }

    private int inBatches(String delete, Instant before) {
        int all = 0;
        int some;
        do {
            some = database.write(delete, before);
            all += some;
        } while (some == 1000);
        return all;
    }
}
