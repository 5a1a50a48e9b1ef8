package dev.latchkey.me;

import dev.latchkey.account.Account;
import dev.latchkey.account.PrivateFacts;
import dev.latchkey.audit.Entry;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import dev.latchkey.me.Me.Self;
import dev.latchkey.passkey.Passkey;
import dev.latchkey.passkey.PasskeyView;
import dev.latchkey.passkey.Passkeys;
import dev.latchkey.passkey.RemovalOutcome;
import dev.latchkey.passkey.Signals;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import dev.latchkey.session.Sessions;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The caller's passkeys: listed, renamed, removed; with a passkey go the other sessions that it opened. */
@Singleton
class OwnPasskeys {
    private static final String REMOVED = "passkey-removed";

    private final Me me;
    private final Passkeys passkeys;
    private final Sessions sessions;
    private final Journal journal;
    private final Database database;

    OwnPasskeys(Me me, Passkeys passkeys, Sessions sessions, Journal journal, Database database) {
        this.me = me;
        this.passkeys = passkeys;
        this.sessions = sessions;
        this.journal = journal;
        this.database = database;
    }

    /** What became of a wish about one passkey. */
    sealed interface Outcome {
        /** As it is now. */
        record Done(PasskeyView passkey) implements Outcome {}

        /** It is gone; this is what the passkey manager should know. */
        record Removed(Signals signals) implements Outcome {}

        /** It is the last way in and stays. */
        record Last() implements Outcome {}

        /** The caller has no such passkey. */
        record NotFound() implements Outcome {}

        /** The session has ended. */
        record Gone() implements Outcome {}
    }

    /** Empty when the session has ended. */
    @Transactional
    Optional<List<PasskeyView>> list() {
        return me.find()
                .map(self -> passkeys.of(self.account().id()).stream()
                        .map(passkey -> view(self, passkey))
                        .toList());
    }

    @Transactional
    Outcome read(CredentialId id) {
        return me.find()
                .map(self -> passkeys.find(self.account().id(), id)
                        .<Outcome>map(passkey -> new Outcome.Done(view(self, passkey)))
                        .orElseGet(Outcome.NotFound::new))
                .orElseGet(Outcome.Gone::new);
    }

    @Transactional
    Outcome rename(CredentialId id, Optional<String> nickname) {
        Optional<Self> self = me.find();
        if (self.isEmpty()) {
            return new Outcome.Gone();
        }
        Account account = self.get().account();
        Optional<Bytes> closed = nickname.map(name -> account.key().close(PasskeyView.NICKNAME, name));
        if (!passkeys.rename(account.id(), id, closed)) {
            return new Outcome.NotFound();
        }
        note(Event.PASSKEY_RENAMED, self.get(), passkeys.find(account.id(), id));
        return read(id);
    }

    @Transactional
    Outcome restore(CredentialId id) {
        Optional<Self> self = me.find();
        if (self.isEmpty()) {
            return new Outcome.Gone();
        }
        if (!passkeys.restore(self.get().account().id(), id)) {
            return new Outcome.NotFound();
        }
        note(
                Event.PASSKEY_RESTORED,
                self.get(),
                passkeys.find(self.get().account().id(), id));
        return read(id);
    }

    @Transactional
    Outcome remove(CredentialId id) {
        Optional<Self> found = me.find();
        if (found.isEmpty()) {
            return new Outcome.Gone();
        }
        Self self = found.get();
        Optional<Passkey> passkey = passkeys.find(self.account().id(), id);
        return switch (passkeys.remove(self.account().id(), id)) {
            case RemovalOutcome.Removed removed -> {
                if (!self.session().credential().equals(Optional.of(id))) {
                    Writes ends = database.writes();
                    sessions.endOf(ends, self.account().id(), id, REMOVED);
                    ends.send();
                }
                note(Event.PASSKEY_REMOVED, self, passkey);
                List<CredentialId> left = passkeys.of(self.account().id()).stream()
                        .map(Passkey::id)
                        .toList();
                yield new Outcome.Removed(Signals.of(self.relyingParty(), self.account(), left));
            }
            case RemovalOutcome.Last last -> new Outcome.Last();
            case RemovalOutcome.NotFound notFound -> new Outcome.NotFound();
        };
    }

    private static PasskeyView view(Self self, Passkey passkey) {
        return PasskeyView.of(passkey, self.account().key(), self.session().credential());
    }

    private void note(Event event, Self self, Optional<Passkey> passkey) {
        PrivateFacts privately = self.session()
                .device()
                .flatMap(device -> PrivateFacts.open(self.account().key(), device))
                .orElse(new PrivateFacts(Map.of()))
                .and(PrivateFacts.PROVIDER, passkey.flatMap(Passkey::provider))
                .and(
                        PrivateFacts.NICKNAME,
                        passkey.flatMap(found -> view(self, found).nickname()));
        Writes writes = database.writes();
        journal.record(
                writes,
                Entry.about(self.relyingParty().id(), event, self.account().id(), Map.of())
                        .in(self.session().id())
                        .with(privately.close(self.account().key())));
        writes.send();
    }
}
