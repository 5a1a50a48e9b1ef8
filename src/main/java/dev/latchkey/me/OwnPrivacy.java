package dev.latchkey.me;

import dev.latchkey.audit.Entry;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.decision.Habits;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** The caller's choice whether habits may be learned. */
@Singleton
class OwnPrivacy {
    private final Me me;
    private final Habits habits;
    private final Journal journal;
    private final Database database;
    private final Clock clock;

    OwnPrivacy(Me me, Habits habits, Journal journal, Database database, Clock clock) {
        this.me = me;
        this.habits = habits;
        this.journal = journal;
        this.database = database;
        this.clock = clock;
    }

    /** Empty when the session has ended. */
    @Transactional
    Optional<Boolean> read() {
        return me.find().map(self -> habits.mayLearn(self.account().id()));
    }

    /** Empty when the session has ended. */
    @Transactional
    Optional<Boolean> choose(boolean wanted) {
        return me.find().map(self -> {
            Writes writes = database.writes();
            habits.profiling(writes, self.account(), clock.instant(), wanted);
            Entry entry = Entry.about(
                            self.relyingParty().id(),
                            Event.PROFILING_CHANGED,
                            self.account().id(),
                            Map.of("profiling", Boolean.toString(wanted)))
                    .in(self.session().id());
            journal.record(writes, self.session().device().map(entry::with).orElse(entry));
            writes.send();
            return wanted;
        });
    }
}
