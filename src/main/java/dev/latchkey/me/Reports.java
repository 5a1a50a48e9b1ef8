package dev.latchkey.me;

import dev.latchkey.account.Account;
import dev.latchkey.audit.Entry;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.audit.Past;
import dev.latchkey.decision.Habits;
import dev.latchkey.decision.Label;
import dev.latchkey.decision.Labels;
import dev.latchkey.id.CredentialId;
import dev.latchkey.id.DecisionId;
import dev.latchkey.id.EntryId;
import dev.latchkey.me.Me.Self;
import dev.latchkey.passkey.Passkeys;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import dev.latchkey.session.Sessions;
import dev.latchkey.stepup.Holds;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What the owner says of something in their activity. "This was not me" ends every other session, suspends the passkey
 * used then and every one added since, takes back protected actions that wait, and has each sign-in checked for a while; never at the cost of the session and the
 * passkey that report.
 */
@Singleton
class Reports {
    private static final String NOT_ME = "reported-not-me";

    private final Me me;
    private final Journal journal;
    private final Passkeys passkeys;
    private final Sessions sessions;
    private final Labels labels;
    private final Habits habits;
    private final Holds holds;
    private final Database database;
    private final Clock clock;
    private final MeterRegistry metrics;

    Reports(
            Me me,
            Journal journal,
            Passkeys passkeys,
            Sessions sessions,
            Labels labels,
            Habits habits,
            Holds holds,
            Database database,
            Clock clock,
            MeterRegistry metrics) {
        this.me = me;
        this.journal = journal;
        this.passkeys = passkeys;
        this.sessions = sessions;
        this.labels = labels;
        this.habits = habits;
        this.holds = holds;
        this.database = database;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** What became of a report. */
    sealed interface Outcome {
        /**
         * It is written down and acted on.
         *
         * @param sessionsEnded how many sessions it ended
         * @param passkeysSuspended how many passkeys may not be used any more
         */
        record Done(int sessionsEnded, int passkeysSuspended) implements Outcome {}

        /** The caller's activity has no such entry. */
        record NotFound() implements Outcome {}

        /** What the caller does right now is no stranger's doing. */
        record OwnSession() implements Outcome {}

        /** The session has ended. */
        record Gone() implements Outcome {}
    }

    @Transactional
    Outcome report(EntryId entry, boolean wasMe) {
        Optional<Self> self = me.find();
        if (self.isEmpty()) {
            return new Outcome.Gone();
        }
        Optional<Past> found = journal.find(self.get().account().id(), entry);
        if (found.isEmpty()) {
            return new Outcome.NotFound();
        }
        if (wasMe) {
            return confirm(self.get(), found.get());
        }
        return found.get().session().equals(Optional.of(self.get().session().id()))
                ? new Outcome.OwnSession()
                : doubt(self.get(), found.get());
    }

    private Outcome confirm(Self self, Past past) {
        Writes writes = database.writes();
        label(writes, past, Label.ME);
        note(writes, Event.REPORTED_ME, self, past);
        writes.send();
        metrics.counter("latchkey.reported", "answer", "me").increment();
        return new Outcome.Done(0, 0);
    }

    private Outcome doubt(Self self, Past past) {
        Account account = self.account();
        Instant now = clock.instant();
        Optional<CredentialId> used = past.session().flatMap(session -> sessions.credentialOf(account.id(), session));
        int suspended =
                passkeys.suspend(account.id(), used, past.at(), self.session().credential(), now);
        int ended = sessions.endAll(account.id(), Optional.of(self.session().id()), NOT_ME);
        Writes writes = database.writes();
        label(writes, past, Label.NOT_ME);
        habits.reported(writes, account, now);
        holds.cancel(writes, account.id());
        note(writes, Event.REPORTED_NOT_ME, self, past);
        writes.send();
        metrics.counter("latchkey.reported", "answer", "not_me").increment();
        return new Outcome.Done(ended, suspended);
    }

    private void label(Writes writes, Past past, Label label) {
        Optional.ofNullable(past.facts().get("decision"))
                .map(id -> new DecisionId(UUID.fromString(id)))
                .ifPresent(decision -> labels.put(writes, decision, label, Label.Source.CUSTOMER));
    }

    private void note(Writes writes, Event event, Self self, Past past) {
        Entry entry = Entry.about(
                        self.relyingParty().id(),
                        event,
                        self.account().id(),
                        Map.of("entry", past.id().toString()))
                .in(self.session().id());
        journal.record(writes, self.session().device().map(entry::with).orElse(entry));
    }
}
