package dev.latchkey.me;

import dev.latchkey.audit.Entry;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.me.Me.Self;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import dev.latchkey.stepup.AuthenticatorApps;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The caller's authenticator app. Everything is empty, or gone, when the session has ended. */
@Singleton
class OwnTotp {
    private final Me me;
    private final AuthenticatorApps apps;
    private final Journal journal;
    private final Database database;

    OwnTotp(Me me, AuthenticatorApps apps, Journal journal, Database database) {
        this.me = me;
        this.apps = apps;
        this.journal = journal;
        this.database = database;
    }

    /** What became of a change. */
    enum Change {
        /** It is so now. */
        DONE,
        /** The code was wrong, or nothing was begun lately. */
        REFUSED,
        /** There was no app. */
        NOT_FOUND,
        /** The session has ended. */
        GONE
    }

    /** Since when there is one. */
    record Standing(Optional<Instant> since) {}

    @Transactional
    Optional<Standing> read() {
        return me.find()
                .map(self -> new Standing(apps.confirmedAt(self.account().id())));
    }

    @Transactional
    Optional<AuthenticatorApps.Enrolment> begin() {
        return me.find().map(self -> apps.begin(self.relyingParty(), self.account()));
    }

    @Transactional
    Change confirm(String code) {
        return me.find()
                .map(self -> {
                    if (!apps.confirm(self.account(), code)) {
                        return Change.REFUSED;
                    }
                    note(Event.TOTP_ADDED, self);
                    return Change.DONE;
                })
                .orElse(Change.GONE);
    }

    @Transactional
    Change remove() {
        return me.find()
                .map(self -> {
                    if (!apps.remove(self.account().id())) {
                        return Change.NOT_FOUND;
                    }
                    note(Event.TOTP_REMOVED, self);
                    return Change.DONE;
                })
                .orElse(Change.GONE);
    }

    private void note(Event event, Self self) {
        Entry entry = Entry.about(
                        self.relyingParty().id(), event, self.account().id(), Map.of())
                .in(self.session().id());
        Writes writes = database.writes();
        journal.record(writes, self.session().device().map(entry::with).orElse(entry));
        writes.send();
    }
}
