package dev.latchkey.signin;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.assurance.Acr;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.decision.Action;
import dev.latchkey.decision.Attempt;
import dev.latchkey.decision.Decision;
import dev.latchkey.decision.Decisions;
import dev.latchkey.decision.Habits;
import dev.latchkey.decision.History;
import dev.latchkey.decision.Stake;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import dev.latchkey.id.SessionId;
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
import dev.latchkey.risk.Challenge;
import dev.latchkey.session.Session;
import dev.latchkey.session.Sessions;
import dev.latchkey.stepup.Method;
import dev.latchkey.stepup.OwnedMethods;
import dev.latchkey.stepup.RecoveryCodes;
import dev.latchkey.stepup.Tickets;
import dev.latchkey.token.Caller;
import dev.latchkey.token.FreshProof;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
    private final Habits habits;
    private final OwnedMethods ownedMethods;
    private final Tickets tickets;
    private final Clock clock;
    private final News news;

    AddPasskey(
            RegistrationCeremony ceremonies,
            Passkeys passkeys,
            Accounts accounts,
            Sessions sessions,
            Decisions decisions,
            RecoveryCodes recoveryCodes,
            Journal journal,
            Database database,
            FreshProof freshProof,
            Habits habits,
            OwnedMethods ownedMethods,
            Tickets tickets,
            Clock clock,
            News news) {
        this.ceremonies = ceremonies;
        this.passkeys = passkeys;
        this.accounts = accounts;
        this.sessions = sessions;
        this.decisions = decisions;
        this.recoveryCodes = recoveryCodes;
        this.journal = journal;
        this.database = database;
        this.freshProof = freshProof;
        this.habits = habits;
        this.ownedMethods = ownedMethods;
        this.tickets = tickets;
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

    /** What is there of whoever asks. */
    private record Standing(Account account, Session session, List<Passkey> passkeys, History history) {
        /** Whether a second, independent proof was given in this session, lately enough. */
        boolean isProvenTwice(FreshProof freshProof, Instant at) {
            return session.assurance().acr().reaches(Acr.THREE) && freshProof.wasFresh(session.assurance(), at);
        }
    }

    /** Four queries in one round trip, and no transaction, whose commit would be a second one, unless somebody is asked. */
    Begun begin(RelyingParty relyingParty, Caller caller, List<String> hints, SessionMode mode, Browser browser) {
        if (!freshProof.isFresh(caller.assurance())) {
            return new Begun.NotFresh();
        }
        Optional<Standing> standing = standing(relyingParty, caller.session(), caller.account());
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
        return switch (decide(attempt, standing.get())) {
            case Decision.Allow allow -> options(relyingParty, caller, account, owned, hints, mode, browser);
            case Decision.StepUp stepUp ->
                QuarkusTransaction.requiringNew().call(() -> ask(attempt, stepUp, standing.get(), browser));
            case Decision.Deny deny -> QuarkusTransaction.requiringNew().call(() -> deny(attempt, deny));
        };
    }

    private Optional<Standing> standing(RelyingParty relyingParty, SessionId session, AccountId account) {
        Reads reads = database.reads();
        Reads.Answer<Account> accountFound = accounts.find(reads, relyingParty.id(), account);
        Reads.Answer<Session> sessionFound = sessions.live(reads, relyingParty.id(), session);
        Reads.Answer<Passkey> passkeysOwned = passkeys.of(reads, account);
        Reads.Answer<History> history = decisions.history(reads, account);
        reads.send();
        return sessionFound.rows().isEmpty()
                        || accountFound.rows().isEmpty()
                        || accountFound.rows().getFirst().locked()
                ? Optional.empty()
                : Optional.of(new Standing(
                        accountFound.rows().getFirst(),
                        sessionFound.rows().getFirst(),
                        passkeysOwned.rows(),
                        History.of(history)));
    }

    /** Decides; whoever has proven twice in this session has answered already. */
    private Decision decide(Attempt attempt, Standing standing) {
        Decision decision = decisions.decide(attempt, standing.history(), () -> independent(standing));
        return decision instanceof Decision.StepUp && standing.isProvenTwice(freshProof, attempt.at())
                ? decisions.passed(attempt, standing.history())
                : decision;
    }

    /** What proves more than the passkey of the session: a code by e-mail or a yes elsewhere opens no door for good. */
    private Set<Challenge> independent(Standing standing) {
        return ownedMethods
                .of(
                        standing.account().id(),
                        standing.session().createdAt(),
                        standing.session().credential(),
                        Optional.of(standing.session().id()))
                .stream()
                .map(Method::challenge)
                .filter(challenge -> challenge == Challenge.OTHER_PASSKEY || challenge == Challenge.TOTP)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Challenge.class)));
    }

    private Begun ask(Attempt attempt, Decision.StepUp decision, Standing standing, Browser browser) {
        Writes writes = database.writes();
        decisions.record(writes, attempt, decision);
        String ticket =
                tickets.issue(writes, Attempts.askForMore(attempt, standing.session(), decision, browser.preLogin()));
        journal.record(
                writes,
                Attempts.entry(Event.STEP_UP_ASKED, attempt.account(), decision, browser)
                        .in(standing.session().id()));
        writes.send();
        return new Begun.Asked(ticket, decision);
    }

    private Begun deny(Attempt attempt, Decision.Deny decision) {
        Writes writes = database.writes();
        decisions.record(writes, attempt, decision);
        news.held(writes, attempt, decision);
        writes.send();
        return new Begun.Denied(decision);
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
        Optional<Standing> standing = ceremony.session()
                .flatMap(session -> ceremony.account().flatMap(account -> standing(relyingParty, session, account)));
        if (standing.isEmpty()) {
            return new EnrolOutcome.SessionGone();
        }
        Session session = standing.get().session();
        Account account = standing.get().account();
        // Fresh when the ceremony began: the ceremony itself may take its time.
        if (!freshProof.wasFresh(session.assurance(), ceremony.issuedAt())) {
            return new EnrolOutcome.SessionGone();
        }
        Attempt attempt = Attempts.ofRegistration(relyingParty, Action.ADD_PASSKEY, account, passkey, browser.facts());
        Decision decision = decide(attempt, standing.get());
        if (!(decision instanceof Decision.Allow)) {
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
