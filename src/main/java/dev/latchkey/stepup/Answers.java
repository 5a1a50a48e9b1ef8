package dev.latchkey.stepup;

import dev.latchkey.account.Account;
import dev.latchkey.assurance.Acr;
import dev.latchkey.audit.Entry;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.decision.FailedTries;
import dev.latchkey.id.Bytes;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import dev.latchkey.session.Session;
import dev.latchkey.session.Sessions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Yes or no on another device, in the caller's transaction. Yes needs a strong session, no does not. */
@Singleton
public final class Answers {
    private final Approvals approvals;
    private final Tickets tickets;
    private final Failures failures;
    private final Sessions sessions;
    private final Recorder recorder;
    private final FailedTries failedTries;
    private final Journal journal;
    private final Database database;
    private final Clock clock;

    Answers(
            Approvals approvals,
            Tickets tickets,
            Failures failures,
            Sessions sessions,
            Recorder recorder,
            FailedTries failedTries,
            Journal journal,
            Database database,
            Clock clock) {
        this.approvals = approvals;
        this.tickets = tickets;
        this.failures = failures;
        this.sessions = sessions;
        this.recorder = recorder;
        this.failedTries = failedTries;
        this.journal = journal;
        this.database = database;
        this.clock = clock;
    }

    /** Says yes, with the number that the asking device shows. */
    public AnswerOutcome approve(Account account, Session session, UUID id, int number) {
        if (!sessions.strengthAt(session, clock.instant()).acr().reaches(Acr.TWO)) {
            return new AnswerOutcome.TooWeak();
        }
        Optional<Integer> triesLeft = approvals.takeTry(account, session, id);
        if (triesLeft.isEmpty()) {
            return new AnswerOutcome.NotAsked();
        }
        if (approvals.approve(session, id, number)) {
            note(Event.STEP_UP_APPROVED, account, session, Map.of());
            return new AnswerOutcome.Taken();
        }
        approvals.giveUp(session, id);
        recorder.wrong(new Method.ApproveOnDevice());
        failedTries.at(account.id());
        note(Event.STEP_UP_FAILED, account, session, Map.of("method", "device", "reason", "wrong-number"));
        return new AnswerOutcome.WrongNumber(triesLeft.get());
    }

    /** Says no: the ticket is worth nothing more. */
    public AnswerOutcome refuse(Account account, Session session, UUID id) {
        Optional<Bytes> ticket = approvals.refuse(account, session, id);
        if (ticket.isEmpty()) {
            return new AnswerOutcome.NotAsked();
        }
        failedTries.at(account.id());
        if (failures.take(account.relyingParty(), account.id())) {
            failures.stands(account.id());
        }
        tickets.refuse(account.id(), ticket.get()).ifPresent(decision -> {
            Writes writes = database.writes();
            recorder.failed(writes, decision, "device");
            writes.send();
        });
        note(Event.STEP_UP_REFUSED, account, session, Map.of("method", "device"));
        return new AnswerOutcome.Taken();
    }

    private void note(Event event, Account account, Session session, Map<String, String> facts) {
        Entry entry =
                Entry.about(account.relyingParty(), event, account.id(), facts).in(session.id());
        Writes writes = database.writes();
        journal.record(writes, session.device().map(entry::with).orElse(entry));
        writes.send();
    }
}
