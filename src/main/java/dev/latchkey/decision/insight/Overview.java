package dev.latchkey.decision.insight;

import dev.latchkey.decision.Sight;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Jobs;
import dev.latchkey.risk.Evidence;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Counts a stretch of the log, for dashboards and for the clock that watches over drift. Day by day, so that no statement
 * has more to do than its time allows, and on the small pool of jobs, so that no sign-in waits behind it.
 */
@Singleton
public final class Overview {
    /** How long a stretch may be. */
    public static final int MOST_DAYS = 92;

    private static final Duration DAY = Duration.ofDays(1);
    private static final long SAMPLE = 20_000;
    private static final int SHARES = 256;
    private static final String GROUPS = """
            select date_trunc(?, at, 'UTC'), action, segment, level, policy_version, suspicion, reasons, count(*),
                   sum(1 / (1 + exp(-greatest(score, -700))))
            from decision_log where relying_party = ? and at >= ? and at < ? and (? or action = ?)
            group by 1, 2, 3, 4, 5, 6, 7""";
    private static final String FOLLOWED = """
            select l.label, l.source,
                   case when d.level = 'step_up' and l.label = 'passed' and l.source = 'step_up'
                        then floor(extract(epoch from l.at - d.at))::bigint end,
                   count(*)
            from decision_log d join decision_label l on l.decision = d.id and l.at >= ?
            where d.relying_party = ? and d.at >= ? and d.at < ? and (? or d.action = ?)
            group by 1, 2, 3""";
    private static final String KNOWN = """
            select count(distinct d.id) filter (where l.label in ('not_me', 'fraud')), count(distinct d.id)
            from decision_log d join decision_label l on l.decision = d.id and l.at >= ?
            where d.relying_party = ? and d.at >= ? and d.at < ? and (? or d.action = ?)""";
    private static final String SCORES = """
            select width_bucket(score, ?, ?, ?), count(*)
            from decision_log where relying_party = ? and at >= ? and at < ? and (? or action = ?) group by 1""";
    /** The last byte of an id is chance; so is who is in the sample, and it is always the same. */
    private static final String SAMPLED = """
            select evidence from decision_log
            where relying_party = ? and at >= ? and at < ? and (? or action = ?) and get_byte(uuid_send(id), 15) < ?""";

    private final Database jobs;

    Overview(@Jobs Database jobs) {
        this.jobs = jobs;
    }

    /** How finely times are told. */
    public enum Bucket {
        HOUR,
        DAY;

        String sql() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Counts a stretch, and the scores of one as long before it.
     *
     * @param action counts this action alone; empty counts all
     */
    public Figures of(RelyingPartyId relyingParty, Instant from, Instant to, Bucket bucket, Optional<String> action) {
        return of(new Stretch(relyingParty, from, to, action), Duration.between(from, to), bucket);
    }

    /** As that, with another length of the period before. */
    Figures of(RelyingPartyId relyingParty, Instant from, Instant to, Duration before) {
        return of(new Stretch(relyingParty, from, to, Optional.empty()), before, Bucket.DAY);
    }

    private Figures of(Stretch stretch, Duration before, Bucket bucket) {
        Figures figures = new Figures();
        for (Stretch day : stretch.days()) {
            groups(figures, day, bucket);
            followed(figures, day);
            scores(figures.scores(), day);
        }
        for (Stretch day : stretch.before(before).days()) {
            scores(figures.scoresBefore(), day);
        }
        long total = figures.all().total();
        int share = Math.clamp(Math.ceilDiv(SAMPLE * SHARES, Math.max(1, total)), 1, SHARES);
        for (Stretch day : stretch.days()) {
            sampled(figures, day, share);
        }
        return figures;
    }

    private record Stretch(RelyingPartyId relyingParty, Instant from, Instant to, Optional<String> action) {
        List<Stretch> days() {
            List<Stretch> days = new ArrayList<>();
            for (Instant day = from; day.isBefore(to); day = day.plus(DAY)) {
                Instant end = day.plus(DAY).isBefore(to) ? day.plus(DAY) : to;
                days.add(new Stretch(relyingParty, day, end, action));
            }
            return days;
        }

        Stretch before(Duration length) {
            return new Stretch(relyingParty, from.minus(length), from, action);
        }
    }

    private void groups(Figures figures, Stretch day, Bucket bucket) {
        jobs.many(
                        GROUPS,
                        Overview::group,
                        bucket.sql(),
                        day.relyingParty().value(),
                        day.from(),
                        day.to(),
                        day.action().isEmpty(),
                        day.action().orElse(""))
                .forEach(figures::add);
    }

    private static Figures.Group group(ResultSet row) throws SQLException {
        return new Figures.Group(
                row.getObject(1, OffsetDateTime.class).toInstant(),
                new Figures.Cell(row.getString(2), row.getString(3)),
                row.getString(4),
                row.getInt(5),
                row.getString(6),
                List.of(row.getString(7).split(",")),
                row.getLong(8),
                row.getDouble(9));
    }

    private record Became(Figures.Followed what, OptionalLong seconds, long many) {
        static Became read(ResultSet row) throws SQLException {
            long seconds = row.getLong(3);
            boolean known = !row.wasNull();
            return new Became(
                    new Figures.Followed(row.getString(1), row.getString(2)),
                    known ? OptionalLong.of(seconds) : OptionalLong.empty(),
                    row.getLong(4));
        }
    }

    private void followed(Figures figures, Stretch day) {
        boolean all = day.action().isEmpty();
        String action = day.action().orElse("");
        String party = day.relyingParty().value();
        jobs.many(FOLLOWED, Became::read, day.from(), party, day.from(), day.to(), all, action)
                .forEach(became -> figures.addFollowed(became.what(), became.seconds(), became.many()));
        jobs.many(
                        KNOWN,
                        row -> new long[] {row.getLong(1), row.getLong(2)},
                        day.from(),
                        party,
                        day.from(),
                        day.to(),
                        all,
                        action)
                .forEach(known -> figures.addKnown(known[0], known[1]));
    }

    private void scores(ScoreHistogram into, Stretch day) {
        jobs.many(
                        SCORES,
                        row -> new long[] {row.getInt(1), row.getLong(2)},
                        ScoreHistogram.LOWEST,
                        ScoreHistogram.HIGHEST,
                        ScoreHistogram.BUCKETS,
                        day.relyingParty().value(),
                        day.from(),
                        day.to(),
                        day.action().isEmpty(),
                        day.action().orElse(""))
                .forEach(cell -> into.add((int) cell[0], cell[1]));
    }

    private void sampled(Figures figures, Stretch day, int share) {
        List<byte[]> sample = jobs.many(
                SAMPLED,
                row -> row.getBytes(1),
                day.relyingParty().value(),
                day.from(),
                day.to(),
                day.action().isEmpty(),
                day.action().orElse(""),
                share);
        for (byte[] packed : sample) {
            Evidence evidence = Evidence.unpack(packed);
            for (Sight sight : Sight.values()) {
                if (sight != Sight.PASSKEY) {
                    figures.addUnknown(sight.value(), sight.isUnknown(sight.of(evidence)));
                }
            }
        }
    }
}
