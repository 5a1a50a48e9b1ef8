package dev.latchkey.decision.insight;

import dev.latchkey.audit.Entry;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Jobs;
import dev.latchkey.postgres.Writes;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** What was alarming, and when: kept for as long as drift is, and journalled. */
@Singleton
public final class Alerts {
    private static final Duration KEPT = Duration.ofDays(400);
    private static final int MOST = 100;
    private static final String ADD = """
            insert into decision_alert (relying_party, day, kind, about, at, says, decisions) values (?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing""";
    private static final String BETWEEN = """
            select kind, about, at, says, decisions from decision_alert
            where relying_party = ? and day >= ? and at >= ? and at < ? order by at desc limit ?""";
    private static final String OLD = "delete from decision_alert where day < ?";

    private final Database jobs;
    private final Journal journal;

    Alerts(@Jobs Database jobs, Journal journal) {
        this.jobs = jobs;
        this.journal = journal;
    }

    /** Returns a stretch's alerts, the newest first; a hundred at most. */
    public List<Alert> between(RelyingPartyId relyingParty, Instant from, Instant to) {
        return jobs.many(BETWEEN, Alerts::read, relyingParty.value(), day(from), from, to, MOST);
    }

    /** Keeps and journals an alert, unless the same was raised on its day. */
    void raise(RelyingPartyId relyingParty, Alert alert) {
        int added = jobs.write(
                ADD,
                relyingParty.value(),
                day(alert.at()),
                alert.kind().id(),
                alert.about(),
                alert.at(),
                alert.says(),
                alert.decisions());
        if (added == 1) {
            Writes writes = jobs.writes();
            journal.record(writes, Entry.anonymous(relyingParty, Event.ALERT_RAISED, alert.facts()));
            writes.send();
        }
    }

    /** Forgets what is older than anybody looks back. */
    void forget(Instant now) {
        jobs.write(OLD, day(now.minus(KEPT)));
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    private static Alert read(ResultSet row) throws SQLException {
        return new Alert(
                Alert.Kind.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
                row.getString(2),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                row.getString(4),
                row.getString(5));
    }
}
