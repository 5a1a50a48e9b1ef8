package dev.latchkey.stepup;

import dev.latchkey.audit.Entry;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.DecisionId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Jobs;
import dev.latchkey.postgres.Writes;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Ends tickets that nobody came back with, and says so; whichever replica is first. */
@Singleton
class Sweep {
    private static final String END = """
            update stepup_ticket
            set spent_at = ?, outcome = case when tries_left = 0 then 'failed' else 'abandoned' end
            where ticket_hash in
                (select ticket_hash from stepup_ticket where spent_at is null and expires_at <= ?
                 order by expires_at limit 200 for update skip locked)
            returning relying_party, account, decision, outcome""";

    private final Database database;
    private final Recorder recorder;
    private final Journal journal;
    private final Clock clock;

    Sweep(@Jobs Database database, Recorder recorder, Journal journal, Clock clock) {
        this.database = database;
        this.recorder = recorder;
        this.journal = journal;
        this.clock = clock;
    }

    private record Left(RelyingPartyId relyingParty, AccountId account, DecisionId decision, String outcome) {}

    /** Ends a batch and returns how many it was. */
    @Transactional
    int abandoned() {
        Instant now = clock.instant();
        List<Left> tickets = database.many(
                END,
                row -> new Left(
                        new RelyingPartyId(row.getString(1)),
                        new AccountId(row.getObject(2, UUID.class)),
                        new DecisionId(row.getObject(3, UUID.class)),
                        row.getString(4)),
                now,
                now);
        Writes writes = database.writes();
        tickets.forEach(ticket -> tell(writes, ticket));
        writes.send();
        return tickets.size();
    }

    private void tell(Writes writes, Left ticket) {
        boolean failed = ticket.outcome().equals("failed");
        journal.record(
                writes,
                Entry.about(
                        ticket.relyingParty(),
                        failed ? Event.STEP_UP_FAILED : Event.STEP_UP_ABANDONED,
                        ticket.account(),
                        Map.of(
                                "decision",
                                ticket.decision().toString(),
                                "reason",
                                failed ? "no-tries-left" : "expired")));
        if (failed) {
            recorder.failed(writes, ticket.decision(), "code");
        } else {
            recorder.abandoned(writes, ticket.decision());
        }
    }
}
