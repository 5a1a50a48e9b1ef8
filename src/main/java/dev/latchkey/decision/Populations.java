package dev.latchkey.decision;

import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Chore;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Jobs;
import dev.latchkey.risk.Facts;
import dev.latchkey.risk.Population;
import dev.latchkey.risk.PopulationBuilder;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What everybody shows, as immutable, numbered snapshots in memory. Lessons wait in the log of decisions; every few
 * minutes one replica folds those of a relying party into its next snapshot, and all take it from the table. An account
 * counts once a day.
 */
@Singleton
class Populations {
    private static final double HALF_LIFE_DAYS = 90;
    private static final Duration SETTLED = Duration.ofMinutes(1); // transactions begun before may still commit
    private static final int MOST_AT_ONCE = 100_000;

    private static final String NEWER = """
            select distinct on (relying_party) relying_party, number, counted_until, packed
            from decision_snapshot order by relying_party, number desc""";

    private static final String NUMBERS = "select relying_party, max(number) from decision_snapshot group by 1";

    private static final String WAITING = """
            select distinct relying_party from decision_log where learned is not null and at > ? and at <= ?""";

    private static final String LESSONS = """
            select learned, at from decision_log as lesson
            where relying_party = ? and learned is not null and at > ? and at <= ?
              and not exists (select from decision_log as earlier
                              where earlier.account = lesson.account and earlier.learned is not null
                                and (earlier.at, earlier.id) < (lesson.at, lesson.id)
                                and earlier.at >= date_trunc('day', lesson.at, 'UTC'))
            order by at limit ?""";

    private static final String ADD = """
            insert into decision_snapshot (relying_party, number, counted_until, packed, made_at)
            values (?, ?, ?, ?, ?) on conflict do nothing""";

    private static final String FORGET = "delete from decision_snapshot where relying_party = ? and number < ?";

    private final Database jobs;
    private final Clock clock;
    private volatile Map<RelyingPartyId, Taken> taken = Map.of();

    /** One lesson that waits to be counted. */
    private record Waiting(Facts facts, Instant at) {
        @Override
        public String toString() {
            return "Waiting[redacted]";
        }
    }

    /** A snapshot and the instant up to which lessons went into it. */
    private record Taken(Population population, Instant countedUntil) {}

    Populations(@Jobs Database jobs, Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Returns the newest snapshot that is known here; before the first one {@link Population#NONE}. */
    Population of(RelyingPartyId relyingParty) {
        Taken newest = taken.get(relyingParty);
        return newest == null ? Population.NONE : newest.population();
    }

    @Scheduled(every = "30s", delayed = "3s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void takeNewest() {
        Chore.run("taking the population's counts", this::take);
    }

    @Scheduled(
            every = "${latchkey.decision.count-every:PT5M}",
            delayed = "${latchkey.decision.count-every:PT5M}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void countLessons() {
        Chore.run("counting what everybody shows", () -> {
            take();
            Instant until = clock.instant().minus(SETTLED);
            jobs.many(WAITING, row -> new RelyingPartyId(row.getString(1)), oldestCount(until), until)
                    .forEach(relyingParty -> count(relyingParty, until));
            take();
        });
    }

    private Instant oldestCount(Instant until) {
        return taken.values().stream()
                .map(Taken::countedUntil)
                .min(Instant::compareTo)
                .orElse(until.minus(Duration.ofDays(7)));
    }

    private void take() {
        boolean newer =
                jobs.many(NUMBERS, row -> Map.entry(new RelyingPartyId(row.getString(1)), row.getLong(2))).stream()
                        .anyMatch(found -> of(found.getKey()).number() < found.getValue());
        if (newer) {
            Map<RelyingPartyId, Taken> all = new HashMap<>();
            jobs.many(NEWER, row -> Map.entry(new RelyingPartyId(row.getString(1)), read(row)))
                    .forEach(found -> all.put(found.getKey(), found.getValue()));
            taken = Map.copyOf(all);
        }
    }

    private static Taken read(ResultSet row) throws SQLException {
        return new Taken(
                Population.unpack(row.getBytes(4)),
                row.getObject(3, OffsetDateTime.class).toInstant());
    }

    private void count(RelyingPartyId relyingParty, Instant until) {
        Taken former = taken.getOrDefault(relyingParty, new Taken(Population.NONE, until.minus(Duration.ofDays(7))));
        List<Waiting> lessons = jobs.many(
                LESSONS,
                row -> new Waiting(
                        Lesson.unpack(row.getBytes(1)),
                        row.getObject(2, OffsetDateTime.class).toInstant()),
                relyingParty.value(),
                former.countedUntil(),
                until,
                MOST_AT_ONCE);
        if (lessons.isEmpty()) {
            return;
        }
        // What did not fit into this snapshot waits for the next one.
        Instant counted = lessons.size() == MOST_AT_ONCE ? lessons.getLast().at() : until;
        double days = Duration.between(former.countedUntil(), counted).toSeconds() / 86_400.0;
        PopulationBuilder counts = former.population().aged(Math.pow(0.5, days / HALF_LIFE_DAYS));
        lessons.stream().map(Waiting::facts).forEach(counts::add);
        Population next = counts.build(former.population().number() + 1);
        jobs.write(ADD, relyingParty.value(), next.number(), counted, next.pack(), clock.instant());
        jobs.write(FORGET, relyingParty.value(), next.number() - 1);
    }
}
