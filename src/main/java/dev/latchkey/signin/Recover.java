package dev.latchkey.signin;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.assurance.Assurance;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.decision.Action;
import dev.latchkey.decision.Attempt;
import dev.latchkey.decision.Decision;
import dev.latchkey.decision.Decisions;
import dev.latchkey.decision.FailedTries;
import dev.latchkey.decision.Habits;
import dev.latchkey.decision.History;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
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
import dev.latchkey.stepup.RecoveryCodes;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Coming back by a recovery code: the code lets its owner register a new passkey and in, at the lowest level. It is
 * spent when that succeeds, so a dialog that is closed half-way costs nothing.
 */
@Singleton
class Recover {
    private final RegistrationCeremony ceremonies;
    private final RecoveryCodes recoveryCodes;
    private final Passkeys passkeys;
    private final Accounts accounts;
    private final Decisions decisions;
    private final Habits habits;
    private final News news;
    private final Doorway doorway;
    private final FailedTries failedTries;
    private final Journal journal;
    private final Database database;

    Recover(
            RegistrationCeremony ceremonies,
            RecoveryCodes recoveryCodes,
            Passkeys passkeys,
            Accounts accounts,
            Decisions decisions,
            Habits habits,
            News news,
            Doorway doorway,
            FailedTries failedTries,
            Journal journal,
            Database database) {
        this.ceremonies = ceremonies;
        this.recoveryCodes = recoveryCodes;
        this.passkeys = passkeys;
        this.accounts = accounts;
        this.decisions = decisions;
        this.habits = habits;
        this.news = news;
        this.doorway = doorway;
        this.failedTries = failedTries;
        this.journal = journal;
        this.database = database;
    }

    /** Begins for the owner of a code; empty when the code is not good. */
    @Transactional
    Optional<CreationOptions> begin(
            RelyingParty relyingParty, String code, List<String> hints, SessionMode mode, Browser browser) {
        Optional<RecoveryCodes.Found> right = recoveryCodes.find(relyingParty.id(), code);
        if (right.isEmpty()) {
            failedTries.by(relyingParty.id(), browser.facts()); // whose it was meant to be, nobody can say
        }
        return right.flatMap(found -> accounts.find(relyingParty.id(), found.account())
                .filter(account -> !account.locked())
                .map(account -> ceremonies.begin(new BeginRegistration(
                        relyingParty,
                        Purpose.RECOVERY,
                        account.id(),
                        account.userHandle(),
                        account.label().username(),
                        account.label().displayName(),
                        List.of(), // whoever only has a code learns nothing of the passkeys
                        hints,
                        mode,
                        Optional.empty(),
                        Optional.of(found.proof()),
                        browser.preLogin()))));
    }

    /** Completes, in the caller's transaction. */
    EnrolOutcome complete(RelyingParty relyingParty, RegistrationOutcome.Verified verified, Browser browser) {
        Ceremony ceremony = verified.ceremony();
        NewPasskey passkey = verified.passkey();
        Bytes proof = ceremony.proof().orElseThrow();
        AccountId id = ceremony.account().orElseThrow();
        Reads reads = database.reads();
        Reads.Answer<Account> found = accounts.find(reads, relyingParty.id(), id);
        Reads.Answer<History> history = decisions.history(reads, id);
        reads.send();
        if (found.rows().isEmpty() || found.rows().getFirst().locked()) {
            return new EnrolOutcome.CodeSpent();
        }
        Account account = found.rows().getFirst();
        Attempt attempt = Attempts.ofRegistration(relyingParty, Action.RECOVERY, account, passkey, browser.facts());
        // The code was the last thing to ask for: what else is due is a hold on whatever is sensitive.
        Decision decision = decisions.decide(attempt, History.of(history), Set::of);
        if (!(decision instanceof Decision.Allow)) {
            return new EnrolOutcome.Denied(decision);
        }
        if (!recoveryCodes.spend(account.id(), proof)) {
            return new EnrolOutcome.CodeSpent();
        }

        Writes first = database.writes();
        Optional<Bytes> nickname = Nicknames.close(account, verified.nickname());
        Passkey stored = passkey.of(account.id(), nickname);
        int place = ceremonies.store(first, account.id(), passkey, nickname);
        if (first.send()[place] == 0) {
            recoveryCodes.giveBack(account.id(), proof);
            return passkeys.of(account.id()).size() >= Passkeys.MOST
                    ? new EnrolOutcome.TooMany()
                    : new EnrolOutcome.AlreadyRegistered();
        }
        Writes writes = database.writes();
        decisions.record(writes, attempt, decision);
        habits.recovered(writes, account, attempt.at());
        Opened opened = doorway.open(
                writes,
                relyingParty,
                account,
                Optional.of(passkey.id()),
                ceremony.mode(),
                Assurance.recoveryCode(passkey.createdAt()),
                browser);
        journal.record(
                writes,
                Attempts.entry(Event.RECOVERED, account, decision, browser, stored.name())
                        .in(opened.session().id()));
        news.recovered(writes, attempt, opened.session().id());
        writes.send();
        return new EnrolOutcome.Enrolled(
                EnrolOutcome.Kind.RECOVERED,
                stored,
                account,
                Optional.of(opened),
                Optional.of(passkey.id()),
                passkeys.of(account.id()).stream().map(Passkey::id).toList(),
                recoveryCodes.remaining(account.id()).left());
    }
}
