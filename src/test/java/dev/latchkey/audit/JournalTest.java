package dev.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.EntryId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.id.SessionId;
import dev.latchkey.postgres.Database;
import dev.latchkey.postgres.Writes;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What goes into the journal comes out again, for its account and nobody else's. */
@QuarkusTest
class JournalTest {
    private static final RelyingPartyId DEMO = new RelyingPartyId("demo");

    @Inject
    Journal journal;

    @Inject
    Database database;

    @Inject
    Clock clock;

    @Inject
    SecureRandom random;

    @Test
    void anEntryComesBackAsItWasRecorded() {
        AccountId account = AccountId.create(clock.instant(), random);
        SessionId session = SessionId.create(clock.instant(), random);
        Bytes closed = Bytes.random(40, random);
        Entry entry = Entry.about(DEMO, Event.SIGNED_IN, account, Map.of("acr", "2", "reason", "a b=c"))
                .in(session)
                .with(closed);

        EntryId id = record(entry);
        List<Past> past = journal.of(account, Optional.empty(), 10);

        assertThat(past).hasSize(1);
        assertThat(past.getFirst())
                .usingRecursiveComparison()
                .ignoringFields("at")
                .isEqualTo(new Past(
                        id,
                        clock.instant(),
                        "signed_in",
                        Optional.of(session),
                        Map.of("acr", "2", "reason", "a_b_c"),
                        Optional.of(closed)));
    }

    @Test
    void pagesFollowOneAnotherWithoutGapOrRepetition() {
        AccountId account = AccountId.create(clock.instant(), random);
        AccountId other = AccountId.create(clock.instant(), random);
        List<EntryId> recorded = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            recorded.addFirst(record(Entry.about(DEMO, Event.SIGNED_IN, account, Map.of())));
            record(Entry.about(DEMO, Event.SIGNED_IN, other, Map.of()));
        }

        List<EntryId> read = new ArrayList<>();
        List<Past> page = journal.of(account, Optional.empty(), 3);
        while (!page.isEmpty()) {
            page.forEach(past -> read.add(past.id()));
            page = journal.of(account, Optional.of(page.getLast().cursor()), 3);
        }

        assertThat(read).isEqualTo(recorded);
    }

    private EntryId record(Entry entry) {
        Writes writes = database.writes();
        EntryId id = journal.record(writes, entry);
        writes.send();
        return id;
    }
}
