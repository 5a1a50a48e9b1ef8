package dev.latchkey.signin;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.decision.Action;
import dev.latchkey.decision.Decision;
import dev.latchkey.decision.Decisions;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import dev.latchkey.passkey.BeginRegistration;
import dev.latchkey.passkey.Ceremony;
import dev.latchkey.passkey.CreationOptions;
import dev.latchkey.passkey.NewPasskey;
import dev.latchkey.passkey.Passkey;
import dev.latchkey.passkey.Passkeys;
import dev.latchkey.passkey.Purpose;
import dev.latchkey.passkey.RegistrationCeremony;
import dev.latchkey.passkey.RegistrationOutcome;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Reads;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import dev.latchkey.session.Session;
import dev.latchkey.session.Sessions;
import dev.latchkey.stepup.RecoveryCodes;
import dev.latchkey.token.Caller;
import dev.latchkey.token.FreshProof;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** One more passkey for somebody who is signed in and has just proven it. */
@Singleton
class AddPasskey {
    private final RegistrationCeremony ceremonies;
    private final Passkeys passkeys;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Decisions decisions;
    private final RecoveryCodes recoveryCodes;
    private final Journal journal;
    private final Database database;
    private final FreshProof freshProof;

    AddPasskey(
            RegistrationCeremony ceremonies,
            Passkeys passkeys,
            Accounts accounts,
            Sessions sessions,
            Decisions decisions,
            RecoveryCodes recoveryCodes,
            Journal journal,
            Database database,
            FreshProof freshProof) {
        this.ceremonies = ceremonies;
        this.passkeys = passkeys;
        this.accounts = accounts;
        this.sessions = sessions;
        this.decisions = decisions;
        this.recoveryCodes = recoveryCodes;
        this.journal = journal;
        this.database = database;
        this.freshProof = freshProof;
    }

    /** What became of the wish to begin. */
    sealed interface Begun {
        /** The options for the authenticator. */
        record Options(CreationOptions options) implements Begun {}

        /** A fresh passkey check is due first. */
        record NotFresh() implements Begun {}

        /** The account holds as many passkeys as it may. */
        record TooMany() implements Begun {}

        /** The account or the session is gone. */
        record Gone() implements Begun {}
    }

    /** Three queries in one round trip, and no transaction, whose commit would be a second one. */
    Begun begin(RelyingParty relyingParty, Caller caller, List<String> hints, SessionMode mode, Browser browser) {
        if (!freshProof.isFresh(caller.assurance())) {
            return new Begun.NotFresh();
        }
        Reads reads = database.reads();
        Reads.Answer<Account> found = accounts.find(reads, relyingParty.id(), caller.account());
        Reads.Answer<Session> session = sessions.live(reads, relyingParty.id(), caller.session());
        Reads.Answer<Passkey> passkeysOwned = passkeys.of(reads, caller.account());
        reads.send();
        if (session.rows().isEmpty()
                || found.rows().isEmpty()
                || found.rows().getFirst().locked()) {
            return new Begun.Gone();
        }
        Account account = found.rows().getFirst();
        List<CredentialId> owned = ids(passkeysOwned.rows());
        if (owned.size() >= Passkeys.MOST) {
            return new Begun.TooMany();
        }
        return new Begun.Options(ceremonies.begin(new BeginRegistration(
                relyingParty,
                Purpose.ADD_PASSKEY,
                caller.account(),
                account.userHandle(),
                account.label().username(),
                account.label().displayName(),
                owned,
                hints,
                mode,
                Optional.of(caller.session()),
                Optional.empty(),
                browser.preLogin())));
    }

    /** Completes, in the caller's transaction: what allowed the beginning is looked at again. */
    EnrolOutcome complete(RelyingParty relyingParty, RegistrationOutcome.Verified verified, Browser browser) {
        Ceremony ceremony = verified.ceremony();
        NewPasskey passkey = verified.passkey();
        Optional<Session> session = ceremony.session().flatMap(id -> sessions.live(relyingParty.id(), id));
        Optional<Account> account = ceremony.account().flatMap(id -> accounts.find(relyingParty.id(), id));
        if (session.isEmpty() || account.isEmpty() || account.get().locked()) {
            return new EnrolOutcome.SessionGone();
        }
        // Fresh when the ceremony began: the ceremony itself may take its time.
        if (!freshProof.wasFresh(session.get().assurance(), ceremony.issuedAt())) {
            return new EnrolOutcome.SessionGone();
        }
        Decision decision = decisions.decide(
                Attempts.ofRegistration(relyingParty, Action.ADD_PASSKEY, account.get(), passkey, browser));
        if (!(decision instanceof Decision.Allow)) {
            return new EnrolOutcome.Denied(decision);
        }

        Optional<Bytes> nickname = Nicknames.close(account.get(), verified.nickname());
        Passkey stored = passkey.of(account.get().id(), nickname);
        Writes writes = database.writes();
        int place = ceremonies.store(writes, account.get().id(), passkey, nickname);
        if (writes.send()[place] == 0) {
            return passkeys.of(account.get().id()).size() >= Passkeys.MOST
                    ? new EnrolOutcome.TooMany()
                    : new EnrolOutcome.AlreadyRegistered();
        }
        Writes entry = database.writes();
        journal.record(
                entry,
                Attempts.entry(Event.PASSKEY_ADDED, account.get(), decision, browser, stored.name())
                        .in(session.get().id()));
        entry.send();
        List<CredentialId> accepted = ids(passkeys.of(account.get().id()));
        return new EnrolOutcome.Enrolled(
                EnrolOutcome.Kind.PASSKEY_ADDED,
                stored,
                account.get(),
                Optional.empty(),
                session.get().credential(),
                accepted,
                recoveryCodes.remaining(account.get().id()).left());
    }

    private static List<CredentialId> ids(List<Passkey> owned) {
        return owned.stream().map(Passkey::id).toList();
    }
}
