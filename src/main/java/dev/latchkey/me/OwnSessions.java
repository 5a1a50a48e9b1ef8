package dev.latchkey.me;

import dev.latchkey.audit.Entry;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.id.SessionId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import dev.latchkey.session.Session;
import dev.latchkey.session.Sessions;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The caller's sessions: listed, and ended one by one. */
@Singleton
class OwnSessions {
    private static final String ENDED = "ended-by-owner";

    private final Me me;
    private final Sessions sessions;
    private final Journal journal;
    private final Database database;
    private final Clock clock;

    OwnSessions(Me me, Sessions sessions, Journal journal, Database database, Clock clock) {
        this.me = me;
        this.sessions = sessions;
        this.journal = journal;
        this.database = database;
        this.clock = clock;
    }

    /** What became of a wish to end a session. */
    enum Ending {
        /** It has ended. */
        ENDED,
        /** The caller has no such session. */
        NOT_FOUND,
        /** The caller's own session has ended. */
        GONE
    }

    /** Empty when the caller's own session has ended. */
    @Transactional
    Optional<List<SessionView>> list() {
        return me.find()
                .map(self -> sessions.of(self.account().id()).stream()
                        .map(session -> SessionView.of(
                                session,
                                sessions.strengthAt(session, clock.instant()),
                                self.account().key(),
                                self.session().id()))
                        .toList());
    }

    @Transactional
    Ending end(SessionId id) {
        return me.find()
                .map(self -> {
                    Optional<Session> wanted = sessions.of(self.account().id()).stream()
                            .filter(session -> session.id().equals(id))
                            .findFirst();
                    if (wanted.isEmpty() || !sessions.end(self.account().id(), id, ENDED)) {
                        return Ending.NOT_FOUND;
                    }
                    Writes writes = database.writes();
                    Entry entry = Entry.about(
                                    self.relyingParty().id(),
                                    Event.SESSION_ENDED,
                                    self.account().id(),
                                    Map.of("ended", id.toString()))
                            .in(self.session().id());
                    journal.record(
                            writes, wanted.get().device().map(entry::with).orElse(entry));
                    writes.send();
                    return Ending.ENDED;
                })
                .orElse(Ending.GONE);
    }
}
