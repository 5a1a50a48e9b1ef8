package dev.latchkey.decision.policy;

import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Jobs;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Counts what came of the decisions of a trial: the latest hundred thousand, so that a look costs the same for ever. */
@Singleton
final class TrialRows {
    private static final int LATEST = 100_000;

    private static final String FROM = """
             from (select decision, arm, action, segment, outcome, other from decision_trial
                  where step = ? order by at desc limit ?) trial
            left join (select decision, bool_or(label = 'passed') as passed,
                              bool_or(label in ('passed', 'failed', 'abandoned')) as answered,
                              bool_or(label in ('not_me', 'fraud')) as hostile
                       from decision_label where at >= ? group by decision) label on label.decision = trial.decision
            where not coalesce(label.hostile, false)""";

    private static final String COUNT = """
            select arm, action, segment, count(*), count(*) filter (where outcome in ('step_up', 'limited', 'deny')),
                   count(*) filter (where coalesce(answered, false)), count(*) filter (where coalesce(passed, false))""" + FROM + " group by arm, action, segment order by action, segment, arm";

    /** The decision that was made on the left, the one in the shadow on the right. */
    private static final String ALONGSIDE =
            """
            select action, segment, count(*), count(*) filter (where outcome = other),
                   count(*) filter (where outcome in ('step_up', 'limited', 'deny')),
                   count(*) filter (where other in ('step_up', 'limited', 'deny')),
                   count(*) filter (where outcome = 'allow' and other <> 'allow'),
                   count(*) filter (where outcome <> 'allow' and other = 'allow')""" + FROM + " and arm = 'shadow' and other is not null group by action, segment order by action, segment";

    private static final String FORGET = """
            delete from decision_trial where decision in
                (select decision from decision_trial where at < ? order by at limit 1000)""";

    private final Database jobs;

    TrialRows(@Jobs Database jobs) {
        this.jobs = jobs;
    }

    /** Counts of one arm in one cell. */
    record Counted(String arm, String action, String segment, Counts counts) {}

    /**
     * What the version in the shadow would have done in one cell.
     *
     * @param decisions how many
     * @param alike of how many both come to the same
     * @param stopped of how many the policy in force stopped
     * @param would of how many the version would have stopped
     * @param more how many pass and would not have
     * @param fewer how many did not pass and would have
     */
    record Alongside(
            String action,
            String segment,
            long decisions,
            long alike,
            long stopped,
            long would,
            long more,
            long fewer) {}

    List<Counted> count(Step trial) {
        return jobs.many(COUNT, TrialRows::counted, trial.id(), LATEST, trial.at());
    }

    List<Alongside> alongside(Step trial) {
        return jobs.many(
                ALONGSIDE,
                row -> new Alongside(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8)),
                trial.id(),
                LATEST,
                trial.at());
    }

    /** Removes a thousand rows at most that are older, and returns how many. */
    int forget(Instant before) {
        return jobs.write(FORGET, before);
    }

    private static Counted counted(ResultSet row) throws SQLException {
        return new Counted(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                new Counts(row.getLong(4), row.getLong(5), row.getLong(6), row.getLong(7)));
    }
}
