package dev.latchkey.signin;

import dev.latchkey.audit.Entry;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.id.SessionId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.session.Session;
import dev.latchkey.session.Sessions;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;

/** Signing out: here, or everywhere. Signing out twice is as good as once. */
@Singleton
class SignOut {
    private static final String REASON = "signed-out";

    private final Sessions sessions;
    private final Journal journal;
    private final Database database;

    SignOut(Sessions sessions, Journal journal, Database database) {
        this.sessions = sessions;
        this.journal = journal;
        this.database = database;
    }

    @Transactional
    void here(RelyingParty relyingParty, SessionId id) {
        sessions.live(relyingParty.id(), id).ifPresent(session -> {
            Writes writes = database.writes();
            sessions.end(writes, id, REASON);
            journal.record(writes, entry(Event.SIGNED_OUT, session));
            writes.send();
        });
    }

    @Transactional
    void everywhere(RelyingParty relyingParty, SessionId id) {
        sessions.live(relyingParty.id(), id).ifPresent(session -> {
            sessions.endAll(session.account(), Optional.empty(), REASON);
            Writes writes = database.writes();
            journal.record(writes, entry(Event.SIGNED_OUT_EVERYWHERE, session));
            writes.send();
        });
    }

    private static Entry entry(Event event, Session session) {
        Entry entry = Entry.about(session.relyingParty(), event, session.account(), Map.of())
                .in(session.id());
        return session.device().map(entry::with).orElse(entry);
    }
}
