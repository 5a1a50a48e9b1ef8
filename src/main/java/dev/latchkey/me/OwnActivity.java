package dev.latchkey.me;

import dev.latchkey.account.AccountKey;
import dev.latchkey.account.PrivateFacts;
import dev.latchkey.audit.Journal;
import dev.latchkey.audit.Past;
import dev.latchkey.me.Me.Self;
import dev.latchkey.me.SessionView.DeviceView;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happened in the caller's account lately, as the journal tells it and the account's key opens it. */
@Singleton
class OwnActivity {
    private static final int PAGE = 20;

    private final Me me;
    private final Journal journal;

    OwnActivity(Me me, Journal journal) {
        this.me = me;
        this.journal = journal;
    }

    /**
     * One page.
     *
     * @param entries the newest first
     * @param next where the next page begins; empty at the end
     */
    record Page(List<Happening> entries, Optional<Past.Cursor> next) {}

    /** One thing that happened, with what the account's key opened of it. */
    record Happening(
            Past past,
            boolean current,
            Optional<DeviceView> device,
            Optional<String> place,
            Optional<PasskeyNote> passkey) {
        @Override
        public String toString() {
            return "Happening[redacted]";
        }
    }

    /** The passkey it happened with. */
    record PasskeyNote(Optional<String> nickname, Optional<String> provider) {
        @Override
        public String toString() {
            return "PasskeyNote[redacted]";
        }
    }

    /** Empty when the caller's session has ended. */
    @Transactional
    Optional<Page> page(Optional<Past.Cursor> before) {
        return me.find().map(self -> {
            List<Past> found = journal.of(self.account().id(), before, PAGE + 1);
            List<Past> shown = found.subList(0, Math.min(found.size(), PAGE));
            Optional<Past.Cursor> next =
                    found.size() > PAGE ? Optional.of(shown.getLast().cursor()) : Optional.empty();
            return new Page(shown.stream().map(past -> happening(past, self)).toList(), next);
        });
    }

    private static Happening happening(Past past, Self self) {
        AccountKey key = self.account().key();
        boolean current = past.session().equals(Optional.of(self.session().id()));
        PrivateFacts facts = past.privateFacts()
                .flatMap(closed -> PrivateFacts.open(key, closed))
                .orElse(new PrivateFacts(Map.of()));
        Optional<PasskeyNote> passkey = Optional.of(
                        new PasskeyNote(facts.get(PrivateFacts.NICKNAME), facts.get(PrivateFacts.PROVIDER)))
                .filter(note -> note.nickname().isPresent() || note.provider().isPresent());
        return new Happening(past, current, DeviceView.of(facts), facts.get(PrivateFacts.PLACE), passkey);
    }
}
