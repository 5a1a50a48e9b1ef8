package dev.latchkey.me;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.Erasure;
import dev.latchkey.account.Label;
import dev.latchkey.assurance.Assurance;
import dev.latchkey.audit.Entry;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.id.CredentialId;
import dev.latchkey.me.Me.Self;
import dev.latchkey.passkey.Passkey;
import dev.latchkey.passkey.Passkeys;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import dev.latchkey.session.Session;
import dev.latchkey.session.Sessions;
import dev.latchkey.stepup.RecoveryCodes;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads, renames and erases the caller's account, and makes its recovery codes. */
@Singleton
class Profile {
    private final Me me;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Passkeys passkeys;
    private final RecoveryCodes recoveryCodes;
    private final Erasure erasure;
    private final Journal journal;
    private final Database database;
    private final Clock clock;

    Profile(
            Me me,
            Accounts accounts,
            Sessions sessions,
            Passkeys passkeys,
            RecoveryCodes recoveryCodes,
            Erasure erasure,
            Journal journal,
            Database database,
            Clock clock) {
        this.me = me;
        this.accounts = accounts;
        this.sessions = sessions;
        this.passkeys = passkeys;
        this.recoveryCodes = recoveryCodes;
        this.erasure = erasure;
        this.journal = journal;
        this.database = database;
        this.clock = clock;
    }

    /**
     * What the caller sees first.
     *
     * @param strength what the session is worth now
     */
    record Overview(
            Account account,
            Session session,
            Assurance strength,
            List<CredentialId> passkeys,
            RecoveryCodes.Remaining recoveryCodes) {}

    /** What became of new names. */
    sealed interface Renaming {
        /** They are used from now on. */
        record Renamed(Overview overview) implements Renaming {}

        /** Another account has that name, where names are unique. */
        record Taken() implements Renaming {}

        /** The session has ended. */
        record Gone() implements Renaming {}
    }

    @Transactional
    Optional<Overview> read() {
        return me.find().map(self -> overview(self.session(), self.account()));
    }

    @Transactional
    Renaming rename(Optional<String> username, Optional<String> displayName) {
        Optional<Self> self = me.find();
        if (self.isEmpty()) {
            return new Renaming.Gone();
        }
        Label former = self.get().account().label();
        Label label = new Label(username.orElse(former.username()), displayName.orElse(former.displayName()));
        Optional<Account> renamed =
                accounts.relabel(self.get().relyingParty(), self.get().account(), label);
        if (renamed.isEmpty()) {
            return new Renaming.Taken();
        }
        note(Event.PROFILE_CHANGED, self.get());
        return new Renaming.Renamed(overview(self.get().session(), renamed.get()));
    }

    /** Makes a new set of recovery codes; empty when the session has ended. */
    @Transactional
    Optional<RecoveryCodes.Made> makeRecoveryCodes() {
        return me.find().map(self -> {
            Writes writes = database.writes();
            RecoveryCodes.Made made = recoveryCodes.replace(
                    writes, self.relyingParty().id(), self.account().id());
            journal.record(writes, entry(Event.RECOVERY_CODES_MADE, self));
            writes.send();
            return made;
        });
    }

    /** Erases the account: every room empties its drawer. False when the session has ended. */
    @Transactional
    boolean erase() {
        Optional<Self> self = me.find();
        self.ifPresent(found -> {
            note(Event.ACCOUNT_ERASED, found);
            erasure.erase(found.account());
        });
        return self.isPresent();
    }

    private Overview overview(Session session, Account account) {
        return new Overview(
                account,
                session,
                sessions.strengthAt(session, clock.instant()),
                passkeys.of(account.id()).stream().map(Passkey::id).toList(),
                recoveryCodes.remaining(account.id()));
    }

    private void note(Event event, Self self) {
        Writes writes = database.writes();
        journal.record(writes, entry(event, self));
        writes.send();
    }

    private static Entry entry(Event event, Self self) {
        Entry entry = Entry.about(
                        self.relyingParty().id(), event, self.account().id(), Map.of())
                .in(self.session().id());
        return self.session().device().map(entry::with).orElse(entry);
    }
}
