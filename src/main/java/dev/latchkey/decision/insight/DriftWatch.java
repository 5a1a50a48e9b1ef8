package dev.latchkey.decision.insight;

import dev.latchkey.audit.Entry;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.decision.replay.Share;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Chore;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Jobs;
import dev.latchkey.postgres.Writes;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Watches once a day whether the scores of the day before (UTC) moved away from those of the week before it. Whichever
 * replica comes first counts and, where they did, journals; all of them tell it as metrics.
 */
@Singleton
public class DriftWatch {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration KEPT = Duration.ofDays(400);
    private static final String PARTIES = """
            select distinct relying_party from decision_log where at >= ? and at < ? and not exists
                (select from decision_drift where decision_drift.relying_party = decision_log.relying_party and day = ?)""";
    private static final String ADD = """
            insert into decision_drift (relying_party, day, decisions, psi, observed, expected, unknown_place,
                                        unknown_device)
            values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";
    private static final String NEWEST = """
            select distinct on (relying_party) relying_party, psi, observed, expected, unknown_place, unknown_device
            from decision_drift where day >= ? order by relying_party, day desc""";
    private static final String OLD = "delete from decision_drift where day < ?";

    private final Overview overview;
    private final Database jobs;
    private final Journal journal;
    private final Clock clock;
    private final MultiGauge psi;
    private final MultiGauge ratio;
    private final MultiGauge unknown;

    DriftWatch(Overview overview, @Jobs Database jobs, Journal journal, Clock clock, MeterRegistry metrics) {
        this.overview = overview;
        this.jobs = jobs;
        this.journal = journal;
        this.clock = clock;
        this.psi = MultiGauge.builder("latchkey.drift.psi").register(metrics);
        this.ratio = MultiGauge.builder("latchkey.score.observed.expected").register(metrics);
        this.unknown = MultiGauge.builder("latchkey.drift.unknown.share").register(metrics);
    }

    private record Newest(String relyingParty, double psi, double ratio, double place, double device) {
        static Newest read(ResultSet row) throws SQLException {
            return new Newest(
                    row.getString(1),
                    row.getDouble(2),
                    new Ratio(row.getLong(3), row.getDouble(4)).value(),
                    row.getDouble(5),
                    row.getDouble(6));
        }
    }

    @Scheduled(every = "1h", delayed = "2m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void byTheClock() {
        Chore.run("watching for drift", this::look);
    }

    /** Counts the day before, where nobody has, and tells what is known. */
    void look() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate day = today.minusDays(1);
        Instant from = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant to = today.atStartOfDay(ZoneOffset.UTC).toInstant();
        for (String party : jobs.many(PARTIES, row -> row.getString(1), from, to, day)) {
            RelyingPartyId relyingParty = new RelyingPartyId(party);
            note(relyingParty, day, overview.of(relyingParty, from, to, WEEK));
        }
        jobs.write(OLD, today.minusDays(KEPT.toDays()));
        tell(jobs.many(NEWEST, Newest::read, today.minusDays(2)));
    }

    private void note(RelyingPartyId relyingParty, LocalDate day, Figures figures) {
        Drift drift = figures.drift();
        boolean few = drift.finding() == Drift.Finding.TOO_FEW;
        Ratio calibration = figures.calibration();
        Map<String, Share> shares = figures.unknown();
        int added = jobs.write(
                ADD,
                relyingParty.value(),
                day,
                drift.now(),
                few ? 0 : drift.psi(),
                calibration.observed(),
                calibration.expected(),
                share(shares, "country"),
                share(shares, "device"));
        if (added == 1 && drift.finding() == Drift.Finding.DRIFTED) {
            Writes writes = jobs.writes();
            journal.record(
                    writes,
                    Entry.anonymous(
                            relyingParty,
                            Event.DRIFT_NOTICED,
                            Map.of(
                                    "day",
                                    day.toString(),
                                    "decisions",
                                    Long.toString(drift.now()),
                                    "psi",
                                    String.format(Locale.ROOT, "%.3f", drift.psi()))));
            writes.send();
        }
    }

    private static double share(Map<String, Share> shares, String what) {
        return shares.getOrDefault(what, new Share(0, 0)).value();
    }

    private void tell(List<Newest> newest) {
        psi.register(
                newest.stream()
                        .map(one -> MultiGauge.Row.of(party(one), one.psi()))
                        .toList(),
                true);
        ratio.register(
                newest.stream()
                        .map(one -> MultiGauge.Row.of(party(one), one.ratio()))
                        .toList(),
                true);
        unknown.register(
                newest.stream()
                        .flatMap(one -> List.<MultiGauge.Row<?>>of(
                                MultiGauge.Row.of(party(one).and("what", "country"), one.place()),
                                MultiGauge.Row.of(party(one).and("what", "device"), one.device()))
                                .stream())
                        .toList(),
                true);
    }

    private static Tags party(Newest newest) {
        return Tags.of("relying_party", newest.relyingParty());
    }
}
