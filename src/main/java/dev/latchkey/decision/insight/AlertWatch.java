package dev.latchkey.decision.insight;

import dev.latchkey.decision.place.PlaceReport;
import dev.latchkey.decision.policy.Guard;
import dev.latchkey.decision.policy.Policies;
import dev.latchkey.decision.policy.PolicyInForce;
import dev.latchkey.decision.policy.PolicyOutcome;
import dev.latchkey.id.DecisionId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Chore;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Jobs;
import dev.latchkey.relyingparty.RelyingParties;
import dev.latchkey.relyingparty.RelyingParty;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;

/**
 * Looks for what the alerts of the monitoring look for as well, so that it is in the journal and on the overview, with the
 * decisions behind it, even where nobody scrapes metrics. Whichever replica notices first tells; each thing once a day.
 */
@Singleton
public class AlertWatch {
    /** Sudden is what is so much more than in the week before. */
    static final int SUDDEN = 5;

    /** Up to so many denials in ten minutes are no spike. */
    static final int DENIALS = 10;

    /** Nor are so many reports in an hour. */
    static final int REPORTS = 3;

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MOMENT = Duration.ofMinutes(10);
    private static final String COUNTS = """
            select relying_party, action, segment, count(*), count(*) filter (where level = 'step_up'),
                   count(*) filter (where level = 'deny' and at >= ?)
            from decision_log where at >= ? and at < ? group by 1, 2, 3""";
    private static final String DENIED = """
            select count(*) from decision_log where relying_party = ? and at >= ? and at < ? and level = 'deny'""";
    private static final String REPORTED = """
            select distinct decision from decision_label where label = 'not_me' and at >= ? and at < ?""";
    /** A decision's id says when it was made, which is what the log is ordered by. */
    private static final String WHOSE = """
            select relying_party, count(*) from unnest(?::uuid[], ?::timestamptz[]) as reported (id, made)
            join decision_log on at >= made and at < made + interval '2 ms' and decision_log.id = reported.id
            group by 1""";

    private final Database jobs;
    private final Alerts alerts;
    private final Policies policies;
    private final PlaceReport places;
    private final RelyingParties relyingParties;
    private final Clock clock;

    AlertWatch(
            @Jobs Database jobs,
            Alerts alerts,
            Policies policies,
            PlaceReport places,
            RelyingParties relyingParties,
            Clock clock) {
        this.jobs = jobs;
        this.alerts = alerts;
        this.policies = policies;
        this.places = places;
        this.relyingParties = relyingParties;
        this.clock = clock;
    }

    private record Count(
            RelyingPartyId relyingParty, String action, String segment, long total, long asked, long denied) {
        static Count read(ResultSet row) throws SQLException {
            return new Count(
                    new RelyingPartyId(row.getString(1)),
                    row.getString(2),
                    row.getString(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6));
        }
    }

    @Scheduled(every = "10m", delayed = "3m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void byTheClock() {
        Chore.run("looking for what is alarming", this::look);
    }

    /** Looks at the last ten minutes, hour and day. */
    void look() {
        Instant now = clock.instant();
        List<Count> counts = jobs.many(COUNTS, Count::read, now.minus(MOMENT), now.minus(DAY), now);
        counts.forEach(count -> budget(count, now));
        Map<RelyingPartyId, Long> denied = new HashMap<>();
        counts.forEach(count -> denied.merge(count.relyingParty(), count.denied(), Long::sum));
        denied.forEach((relyingParty, many) -> denials(relyingParty, many, now));
        reported(now).forEach((relyingParty, many) -> reports(relyingParty, many, now));
        files(places.files(), now);
        alerts.forget(now);
    }

    private void budget(Count count, Instant now) {
        OptionalDouble budget = policy(count.relyingParty()).document().budget(count.action(), count.segment());
        if (budget.isPresent() && Guard.isOver(count.asked(), count.total(), budget.getAsDouble())) {
            raise(
                    count.relyingParty(),
                    Alert.Kind.OVER_BUDGET,
                    count.action() + "/" + count.segment(),
                    now,
                    String.format(
                            Locale.ROOT,
                            "%,d of %,d were asked in a day (%.1f %%), where the policy allows %.1f %%.",
                            count.asked(),
                            count.total(),
                            100.0 * count.asked() / count.total(),
                            100 * budget.getAsDouble()),
                    stretch(now, DAY) + "&action=" + count.action() + "&segment=" + count.segment() + "&level=step_up");
        }
    }

    private PolicyInForce policy(RelyingPartyId relyingParty) {
        return policies.current(relyingParty) instanceof PolicyOutcome.InForce(PolicyInForce policy)
                ? policy
                : policies.comingWithTheRelease();
    }

    private void denials(RelyingPartyId relyingParty, long many, Instant now) {
        if (many <= DENIALS) {
            return;
        }
        Instant before = now.minus(MOMENT);
        long week = jobs.one(DENIED, row -> row.getLong(1), relyingParty.value(), before.minus(WEEK), before)
                .orElse(0L);
        if (isSudden(many, week, MOMENT)) {
            raise(
                    relyingParty,
                    Alert.Kind.DENIALS_SPIKE,
                    "",
                    now,
                    String.format(
                            Locale.ROOT,
                            "%,d were refused in ten minutes, and %,d in the whole week before.",
                            many,
                            week),
                    stretch(now, MOMENT) + "&level=deny");
        }
    }

    /** How many decisions of each relying party were said in the last hour to be somebody else's. */
    private Map<RelyingPartyId, Long> reported(Instant now) {
        return reportedBetween(now.minus(HOUR), now, REPORTS);
    }

    private Map<RelyingPartyId, Long> reportedBetween(Instant from, Instant to, int more) {
        List<UUID> decisions = jobs.many(REPORTED, row -> row.getObject(1, UUID.class), from, to);
        Map<RelyingPartyId, Long> many = new HashMap<>();
        if (decisions.size() > more) {
            jobs.many(
                            WHOSE,
                            row -> Map.entry(new RelyingPartyId(row.getString(1)), row.getLong(2)),
                            decisions.toArray(UUID[]::new),
                            decisions.stream()
                                    .map(id -> new DecisionId(id).at().toString())
                                    .toArray(String[]::new))
                    .forEach(entry -> many.put(entry.getKey(), entry.getValue()));
        }
        return many;
    }

    private void reports(RelyingPartyId relyingParty, long many, Instant now) {
        if (many <= REPORTS) {
            return;
        }
        Instant before = now.minus(HOUR);
        long week = reportedBetween(before.minus(WEEK), before, 0).getOrDefault(relyingParty, 0L);
        if (isSudden(many, week, HOUR)) {
            raise(
                    relyingParty,
                    Alert.Kind.NOT_ME_SPIKE,
                    "",
                    now,
                    String.format(
                            Locale.ROOT,
                            "Customers said of %,d decisions in an hour that it was not them, and of %,d in the whole week before.",
                            many,
                            week),
                    stretch(now, WEEK) + "&label=not_me");
        }
    }

    /** Whether {@code many} in so much time is far more than {@code week} in a week. */
    static boolean isSudden(long many, long week, Duration time) {
        return many > SUDDEN * week * ((double) time.toSeconds() / WEEK.toSeconds());
    }

    /** A file is of the whole service; whoever signs customers in by it should know. */
    void files(List<PlaceReport.PlaceFileAge> files, Instant now) {
        for (PlaceReport.PlaceFileAge file : files) {
            if (!file.inUse()) {
                String says = Double.isNaN(file.ageDays())
                        ? "The file of places \"" + file.name() + "\" could not be read: what it would say is unknown."
                        : String.format(
                                Locale.ROOT,
                                "The file of places \"%s\" is %.0f days old, too old to be believed: what it would say is unknown.",
                                file.name(),
                                file.ageDays());
                relyingParties.all().stream()
                        .filter(party -> party.use() == RelyingParty.Use.CUSTOMERS)
                        .forEach(party -> raise(party.id(), Alert.Kind.DATA_FILE_STALE, file.name(), now, says, ""));
            }
        }
    }

    private void raise(
            RelyingPartyId relyingParty, Alert.Kind kind, String about, Instant now, String says, String decisions) {
        alerts.raise(relyingParty, new Alert(kind, about, now, says, decisions));
    }

    private static String stretch(Instant now, Duration time) {
        return "from=" + now.minus(time) + "&to=" + now;
    }
}
