package dev.latchkey.me;

import dev.latchkey.account.PrivateFacts;
import dev.latchkey.audit.Entry;
import dev.latchkey.audit.Event;
import dev.latchkey.audit.Journal;
import dev.latchkey.me.Me.Self;
import dev.latchkey.notice.Address;
import dev.latchkey.notice.Addresses;
import dev.latchkey.notice.CodeOutcome;
import dev.latchkey.notice.EmailAddress;
import dev.latchkey.notice.Language;
import dev.latchkey.notice.Notice.Cause;
import dev.latchkey.notice.SendOutcome;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The caller's e-mail address: shown, claimed, confirmed, taken away. That somebody else has an address is known here as
 * little as outside.
 */
@Singleton
class OwnEmail {
    private final Me me;
    private final Addresses addresses;
    private final Journal journal;
    private final Database database;

    OwnEmail(Me me, Addresses addresses, Journal journal, Database database) {
        this.me = me;
        this.addresses = addresses;
        this.journal = journal;
        this.database = database;
    }

    /**
     * What is known.
     *
     * @param address the confirmed address
     * @param pending the one that waits to be confirmed
     */
    record Known(Optional<Address> address, Optional<Addresses.Pending> pending) {}

    /** What became of a code that was typed. */
    sealed interface Confirming {
        /** The address is the caller's. */
        record Confirmed(Address address) implements Confirming {}

        /** It is not, and why. */
        record Refused(CodeOutcome why) implements Confirming {}

        /** The session has ended. */
        record Gone() implements Confirming {}
    }

    /** Empty when the session has ended. */
    @Transactional
    Optional<Known> read() {
        return me.find().map(self -> new Known(addresses.of(self.account()), addresses.pending(self.account())));
    }

    /** Sends a code to a new address; empty when the session has ended. */
    @Transactional
    Optional<SendOutcome> claim(EmailAddress address, Optional<String> acceptLanguage) {
        return me.find().map(self -> {
            Writes writes = database.writes();
            SendOutcome outcome = addresses.claim(
                    writes, self.account(), address, Language.choose(self.relyingParty(), acceptLanguage));
            if (outcome instanceof SendOutcome.Sent) {
                journal.record(writes, entry(Event.EMAIL_CLAIMED, self));
            }
            writes.send();
            return outcome;
        });
    }

    @Transactional
    Confirming confirm(String code) {
        Optional<Self> found = me.find();
        if (found.isEmpty()) {
            return new Confirming.Gone();
        }
        Self self = found.get();
        return switch (addresses.confirm(self.account(), code, cause(self))) {
            case Addresses.ConfirmOutcome.Refused refused -> new Confirming.Refused(refused.why());
            case Addresses.ConfirmOutcome.Confirmed confirmed -> {
                Writes writes = database.writes();
                journal.record(writes, entry(Event.EMAIL_CONFIRMED, self));
                writes.send();
                yield new Confirming.Confirmed(confirmed.address());
            }
        };
    }

    /** Takes the address away, and what waits to be confirmed; false when the session has ended. */
    @Transactional
    boolean remove() {
        Optional<Self> found = me.find();
        found.ifPresent(self -> {
            Writes writes = database.writes();
            boolean had = addresses.has(self.account().id());
            addresses.remove(writes, self.account(), cause(self));
            if (had) {
                journal.record(writes, entry(Event.EMAIL_REMOVED, self));
            }
            writes.send();
        });
        return found.isPresent();
    }

    private static Cause cause(Self self) {
        Optional<String> device = self.session()
                .device()
                .flatMap(closed -> PrivateFacts.open(self.account().key(), closed))
                .map(facts -> Stream.of(PrivateFacts.BROWSER, PrivateFacts.OS)
                        .flatMap(name -> facts.get(name).stream())
                        .collect(Collectors.joining(" · ")))
                .filter(known -> !known.isEmpty());
        return new Cause(Optional.of(self.session().id()), self.session().credential(), device, Optional.empty());
    }

    private static Entry entry(Event event, Self self) {
        Entry entry = Entry.about(
                        self.relyingParty().id(), event, self.account().id(), Map.of())
                .in(self.session().id());
        return self.session().device().map(entry::with).orElse(entry);
    }
}
