package dev.latchkey.signin;

import dev.latchkey.audit.Entry;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.id.AccountId;
import dev.latchkey.passkey.Ceremony;
import dev.latchkey.passkey.RegistrationCeremony;
import dev.latchkey.passkey.RegistrationOutcome;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import dev.latchkey.relyingparty.RelyingParty;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;

/** Finishes a registration, whatever it was begun for, in one transaction. */
@Singleton
class Enrol {
    private final RegistrationCeremony ceremonies;
    private final SignUp signUp;
    private final AddPasskey addPasskey;
    private final Recover recover;
    private final Journal journal;
    private final Database database;

    Enrol(
            RegistrationCeremony ceremonies,
            SignUp signUp,
            AddPasskey addPasskey,
            Recover recover,
            Journal journal,
            Database database) {
        this.ceremonies = ceremonies;
        this.signUp = signUp;
        this.addPasskey = addPasskey;
        this.recover = recover;
        this.journal = journal;
        this.database = database;
    }

    @Transactional
    EnrolOutcome finish(RelyingParty relyingParty, byte[] body, Browser browser) {
        return switch (ceremonies.finish(relyingParty, body, browser.preLogin())) {
            case RegistrationOutcome.Malformed malformed -> new EnrolOutcome.Malformed(malformed.fields());
            case RegistrationOutcome.Expired expired -> new EnrolOutcome.Expired();
            case RegistrationOutcome.AlreadyRegistered already ->
                refuse(relyingParty, already.ceremony(), new EnrolOutcome.AlreadyRegistered());
            case RegistrationOutcome.Refused refused ->
                refuse(relyingParty, refused.ceremony(), new EnrolOutcome.Refused(refused.reason()));
            case RegistrationOutcome.Verified verified -> {
                EnrolOutcome outcome = complete(
                        relyingParty,
                        verified,
                        browser.proving(verified.challenge(), verified.passkey().createdAt()));
                yield outcome instanceof EnrolOutcome.Enrolled
                        ? outcome
                        : refuse(relyingParty, verified.ceremony(), outcome);
            }
        };
    }

    private EnrolOutcome complete(RelyingParty relyingParty, RegistrationOutcome.Verified verified, Browser browser) {
        return switch (verified.ceremony().purpose()) {
            case SIGN_UP -> signUp.complete(relyingParty, verified, browser);
            case ADD_PASSKEY -> addPasskey.complete(relyingParty, verified, browser);
            case RECOVERY -> recover.complete(relyingParty, verified, browser);
            case SIGN_IN, STEP_UP -> new EnrolOutcome.Refused("wrong-purpose");
        };
    }

    private EnrolOutcome refuse(RelyingParty relyingParty, Ceremony ceremony, EnrolOutcome outcome) {
        Writes writes = database.writes();
        Map<String, String> facts =
                Map.of("reason", outcome.reason(), "purpose", ceremony.purpose().name());
        // A sign-up's account does not exist yet; its sealed id leads nowhere.
        Optional<AccountId> account = switch (ceremony.purpose()) {
            case ADD_PASSKEY, RECOVERY -> ceremony.account();
            case SIGN_UP, SIGN_IN, STEP_UP -> Optional.empty();
        };
        Entry entry = Entry.anonymous(relyingParty.id(), Event.REGISTRATION_REFUSED, facts);
        journal.record(writes, account.map(entry::of).orElse(entry));
        writes.send();
        return outcome;
    }
}
