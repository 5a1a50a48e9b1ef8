package dev.latchkey.signin;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.Label;
import dev.latchkey.assurance.Assurance;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.decision.Action;
import dev.latchkey.decision.Attempt;
import dev.latchkey.decision.Decision;
import dev.latchkey.decision.Decisions;
import dev.latchkey.decision.History;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.UserHandle;
import dev.latchkey.passkey.BeginRegistration;
import dev.latchkey.passkey.Ceremony;
import dev.latchkey.passkey.CreationOptions;
import dev.latchkey.passkey.NewPasskey;
import dev.latchkey.passkey.Passkey;
import dev.latchkey.passkey.Purpose;
import dev.latchkey.passkey.RegistrationCeremony;
import dev.latchkey.passkey.RegistrationOutcome;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import dev.latchkey.relyingparty.RelyingParty.Use;
import dev.latchkey.staff.AcceptOutcome;
import dev.latchkey.staff.Invitations;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Signing up: a new account with its first passkey, and in. */
@Singleton
class SignUp {
    private final RegistrationCeremony ceremonies;
    private final Accounts accounts;
    private final Decisions decisions;
    private final Doorway doorway;
    private final Invitations invitations;
    private final Journal journal;
    private final Database database;
    private final Clock clock;
    private final SecureRandom random;

    SignUp(
            RegistrationCeremony ceremonies,
            Accounts accounts,
            Decisions decisions,
            Doorway doorway,
            Invitations invitations,
            Journal journal,
            Database database,
            Clock clock,
            SecureRandom random) {
        this.ceremonies = ceremonies;
        this.accounts = accounts;
        this.decisions = decisions;
        this.doorway = doorway;
        this.invitations = invitations;
        this.journal = journal;
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /** Begins; nothing is stored, and nothing tells whether somebody of that name exists. */
    CreationOptions begin(
            RelyingParty relyingParty, Label label, List<String> hints, SessionMode mode, Browser browser) {
        return begin(relyingParty, label, Optional.empty(), hints, mode, browser);
    }

    /**
     * Begins where sign-up takes an invitation; empty when it is not a good one. Its hash travels in the seal, and it is
     * spent when the passkey is there.
     */
    Optional<CreationOptions> beginInvited(
            RelyingParty relyingParty,
            Label label,
            String invitation,
            List<String> hints,
            SessionMode mode,
            Browser browser) {
        return invitations
                .good(relyingParty.id(), invitation)
                .map(proof -> begin(relyingParty, label, Optional.of(proof), hints, mode, browser));
    }

    private CreationOptions begin(
            RelyingParty relyingParty,
            Label label,
            Optional<Bytes> invitation,
            List<String> hints,
            SessionMode mode,
            Browser browser) {
        return ceremonies.begin(new BeginRegistration(
                relyingParty,
                Purpose.SIGN_UP,
                AccountId.create(clock.instant(), random),
                UserHandle.create(random),
                label.username(),
                label.displayName(),
                List.of(),
                hints,
                mode,
                Optional.empty(),
                invitation,
                browser.preLogin()));
    }

    /** Whether the relying party asks for unique names and this one is taken. */
    boolean isTaken(RelyingParty relyingParty, Label label) {
        return accounts.isTaken(relyingParty, label);
    }

    /** Completes, in the caller's transaction. */
    EnrolOutcome complete(RelyingParty relyingParty, RegistrationOutcome.Verified verified, Browser browser) {
        Ceremony ceremony = verified.ceremony();
        NewPasskey passkey = verified.passkey();
        Account account = accounts.create(
                relyingParty,
                ceremony.account().orElseThrow(),
                ceremony.userHandle().orElseThrow(),
                new Label(ceremony.username(), ceremony.displayName()),
                passkey.createdAt());
        Attempt attempt = Attempts.ofRegistration(relyingParty, Action.SIGN_UP, account, passkey, browser.facts());
        Decision decision = decisions.decide(attempt, History.NONE, Set::of); // a new account owns nothing to ask for
        if (!(decision instanceof Decision.Allow)) {
            return new EnrolOutcome.Denied(decision);
        }
        if (accounts.isTaken(relyingParty, account.label())) {
            return new EnrolOutcome.NameTaken();
        }
        Optional<Bytes> nickname = Nicknames.close(account, verified.nickname());
        Passkey stored = passkey.of(account.id(), nickname);
        Writes first = database.writes();
        int passkeyPlace = ceremonies.store(first, account.id(), passkey, nickname);
        int accountPlace = accounts.insert(first, relyingParty, account);
        int[] counts = first.send();
        if (counts[passkeyPlace] == 0) {
            accounts.withdraw(account);
            return new EnrolOutcome.AlreadyRegistered();
        }
        if (counts[accountPlace] == 0) {
            Writes back = database.writes();
            ceremonies.withdraw(back, passkey);
            back.send();
            return new EnrolOutcome.NameTaken();
        }
        if (relyingParty.use() == Use.STAFF && !isInvited(relyingParty, ceremony, account)) {
            Writes back = database.writes();
            ceremonies.withdraw(back, passkey);
            back.send();
            accounts.withdraw(account);
            return new EnrolOutcome.NotInvited();
        }

        Writes writes = database.writes();
        decisions.record(writes, attempt, decision);
        Opened opened = doorway.open(
                writes,
                relyingParty,
                account,
                Optional.of(passkey.id()),
                ceremony.mode(),
                Assurance.passkey(passkey.userVerified(), passkey.createdAt()),
                browser);
        journal.record(
                writes,
                Attempts.entry(Event.SIGNED_UP, account, decision, browser, stored.name())
                        .in(opened.session().id()));
        writes.send();
        return new EnrolOutcome.Enrolled(
                EnrolOutcome.Kind.SIGNED_UP,
                stored,
                account,
                Optional.of(opened),
                Optional.of(passkey.id()),
                List.of(passkey.id()),
                0);
    }

    /** Spends the invitation: of two sign-ups at once with one invitation, one is let in. */
    private boolean isInvited(RelyingParty relyingParty, Ceremony ceremony, Account account) {
        return ceremony.proof()
                .map(invitation -> invitations.accept(relyingParty.id(), invitation, account.id()))
                .filter(AcceptOutcome.Accepted.class::isInstance)
                .isPresent();
    }
}
