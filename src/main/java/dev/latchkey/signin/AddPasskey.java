package dev.latchkey.signin;

import dev.latchkey.account.Account;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.decision.Action;
import dev.latchkey.decision.Attempt;
import dev.latchkey.decision.Decision;
import dev.latchkey.decision.Decisions;
import dev.latchkey.decision.Habits;
import dev.latchkey.decision.Stake;
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
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import dev.latchkey.session.Session;
import dev.latchkey.stepup.RecoveryCodes;
import dev.latchkey.token.Caller;
import dev.latchkey.token.FreshProof;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** One more passkey for somebody who is signed in and has just proven it. */
@Singleton
class AddPasskey {
    private final RegistrationCeremony ceremonies;
    private final PasskeyGate gate;
    private final Passkeys passkeys;
    private final Decisions decisions;
    private final RecoveryCodes recoveryCodes;
    private final Journal journal;
    private final Database database;
    private final FreshProof freshProof;
    private final Habits habits;
    private final Clock clock;
    private final News news;

    AddPasskey(
            RegistrationCeremony ceremonies,
            PasskeyGate gate,
            Passkeys passkeys,
            Decisions decisions,
            RecoveryCodes recoveryCodes,
            Journal journal,
            Database database,
            FreshProof freshProof,
            Habits habits,
            Clock clock,
            News news) {
        this.ceremonies = ceremonies;
        this.gate = gate;
        this.passkeys = passkeys;
        this.decisions = decisions;
        this.recoveryCodes = recoveryCodes;
        this.journal = journal;
        this.database = database;
        this.freshProof = freshProof;
        this.habits = habits;
        this.clock = clock;
        this.news = news;
    }

    /** What became of the wish to begin. */
    sealed interface Begun {
        /** The options for the authenticator. */
        record Options(CreationOptions options) implements Begun {}

        /** A fresh passkey check is due first. */
        record NotFresh() implements Begun {}

        /** One more check is due first: with what proves more than the passkey just used. */
        record Asked(String ticket, Decision.StepUp decision) implements Begun {
            @Override
            public String toString() {
                return "Asked[redacted]";
            }
        }

        /** It has to wait, or is refused. */
        record Denied(Decision.Deny decision) implements Begun {}

        /** The account holds as many passkeys as it may. */
        record TooMany() implements Begun {}

        /** The account or the session is gone. */
        record Gone() implements Begun {}
    }

    /** Four queries in one round trip, and no transaction, whose commit would be a second one, unless somebody is asked. */
    Begun begin(RelyingParty relyingParty, Caller caller, List<String> hints, SessionMode mode, Browser browser) {
        if (!freshProof.isFresh(caller.assurance())) {
            return new Begun.NotFresh();
        }
        Optional<PasskeyGate.Standing> standing = gate.standing(relyingParty, caller.session(), caller.account());
        if (standing.isEmpty()) {
            return new Begun.Gone();
        }
        Account account = standing.get().account();
        List<CredentialId> owned = ids(standing.get().passkeys());
        if (owned.size() >= Passkeys.MOST) {
            return new Begun.TooMany();
        }
        Attempt attempt = new Attempt(
                relyingParty,
                Action.ADD_PASSKEY,
                account,
                Optional.empty(),
                browser.facts(),
                Optional.of(Attempts.session(standing.get().session(), account)),
                Stake.NONE,
                clock.instant());
        return switch (gate.decide(attempt, standing.get())) {
            case Decision.Allow allow -> options(relyingParty, caller, account, owned, hints, mode, browser);
            case Decision.StepUp stepUp ->
                QuarkusTransaction.requiringNew().call(() -> gate.ask(attempt, stepUp, standing.get(), browser));
            case Decision.Deny deny -> QuarkusTransaction.requiringNew().call(() -> gate.deny(attempt, deny));
        };
    }

    private Begun options(
            RelyingParty relyingParty,
            Caller caller,
            Account account,
            List<CredentialId> owned,
            List<String> hints,
            SessionMode mode,
            Browser browser) {
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
        Optional<PasskeyGate.Standing> standing = ceremony.session()
                .flatMap(session ->
                        ceremony.account().flatMap(account -> gate.standing(relyingParty, session, account)));
        if (standing.isEmpty()) {
            return new EnrolOutcome.SessionGone();
        }
        Session session = standing.get().session();
        Account account = standing.get().account();
        // Fresh when the ceremony began: the ceremony itself may take its time.
        if (!freshProof.wasFresh(session.assurance(), ceremony.issuedAt())) {
            return new EnrolOutcome.SessionGone();
        }
        Attempt attempt = Attempts.ofRegistration(relyingParty, Action.ADD_PASSKEY, account, passkey, browser.facts())
                .in(Attempts.session(session, account));
        Decision decision = gate.again(attempt, standing.get());
        if (decision instanceof Decision.Deny) {
            return new EnrolOutcome.Denied(decision);
        }

        Optional<Bytes> nickname = Nicknames.close(account, verified.nickname());
        Passkey stored = passkey.of(account.id(), nickname);
        Writes writes = database.writes();
        int place = ceremonies.store(writes, account.id(), passkey, nickname);
        if (writes.send()[place] == 0) {
            return passkeys.of(account.id()).size() >= Passkeys.MOST
                    ? new EnrolOutcome.TooMany()
                    : new EnrolOutcome.AlreadyRegistered();
        }
        Writes entry = database.writes();
        decisions.record(entry, attempt, decision);
        habits.enrolled(entry, account, attempt.at());
        journal.record(
                entry,
                Attempts.entry(Event.PASSKEY_ADDED, account, decision, browser, stored.name())
                        .in(session.id()));
        news.passkeyAdded(entry, attempt, session.id());
        entry.send();
        List<CredentialId> accepted = ids(passkeys.of(account.id()));
        return new EnrolOutcome.Enrolled(
                EnrolOutcome.Kind.PASSKEY_ADDED,
                stored,
                account,
                Optional.empty(),
                session.credential(),
                accepted,
                recoveryCodes.remaining(account.id()).left());
    }

    private static List<CredentialId> ids(List<Passkey> owned) {
        return owned.stream().map(Passkey::id).toList();
    }
}
