package dev.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Entries become links: each once, in order, whoever seals. */
@QuarkusTest
class SealerTest {
    private static final int MANY = 10_000;

    @Inject
    JournalFixture journal;

    @Inject
    Sealer sealer;

    @Inject
    JournalVerifier verifier;

    @BeforeEach
    @AfterEach
    void empty() {
        journal.empty();
    }

    @Test
    void entriesAreSealedInTheirOrderAndOnce() {
        List<UUID> entries = journal.entries(5);

        Head head = journal.sealAll();
        Sealer.Batch again = sealer.seal();

        assertThat(journal.sealedInOrder()).isEqualTo(entries);
        assertThat(again).isEqualTo(new Sealer.Batch(0, head, false));
        assertThat(verifier.verify()).isEqualTo(new Verdict.Intact(5, head));
    }

    @Test
    void anEntryWhoseTransactionCommittedLateIsSealedBehindYoungerOnes() {
        journal.entries(3);
        journal.sealAll();

        UUID late = journal.entryAgo(Duration.ofSeconds(40));
        Head head = journal.sealAll();

        assertThat(journal.sealedInOrder().getLast()).isEqualTo(late);
        assertThat(verifier.verify()).isEqualTo(new Verdict.Intact(4, head));
    }

    @Test
    void aSweepFindsWhatCameLaterStill() {
        journal.entries(3);
        journal.sealAll();

        UUID later = journal.entryAgo(Duration.ofMinutes(4));
        Sealer.Batch sealed = sealer.seal();
        Sealer.Batch swept = sealer.sweep();

        assertThat(List.of(sealed.sealed(), swept.sealed())).containsExactly(0, 1);
        assertThat(journal.sealedInOrder().getLast()).isEqualTo(later);
        assertThat(verifier.verify()).isEqualTo(new Verdict.Intact(4, swept.head()));
    }

    @Test
    void afterALongStandstillEverythingIsSealed() {
        UUID before = journal.entryAgo(Duration.ofHours(9));
        journal.sealAll();

        UUID justAfter = journal.entryAgo(Duration.ofHours(8));
        List<UUID> entries = new ArrayList<>(List.of(before, justAfter));
        entries.addAll(journal.entries(2));
        Head head = journal.sealAll();

        assertThat(journal.sealedInOrder()).isEqualTo(entries);
        assertThat(verifier.verify()).isEqualTo(new Verdict.Intact(4, head));
    }

    @Test
    void twoSealersAtOnceMakeOneChain() throws Exception {
        JournalFixture.asSuperuser("""
                insert into audit_entry (id, at, relying_party, event, facts)
                select gen_random_uuid(), now() - i * interval '1 millisecond', 'demo', 'signed_in', ''
                from generate_series(1, 3000) i""");
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Integer>> sealers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 3; i++) {
                sealers.add(threads.submit(() -> {
                    go.await();
                    int sealed = 0;
                    for (int run = 0; run < 20; run++) {
                        sealed += sealer.seal().sealed();
                    }
                    return sealed;
                }));
            }

            go.countDown();
        }
        int sealed = 0;
        for (Future<Integer> sealer : sealers) {
            sealed += sealer.get();
        }

        assertThat(sealed).isEqualTo(3000);
        assertThat(verifier.verify()).isInstanceOf(Verdict.Intact.class);
        assertThat(journal.sealedInOrder()).hasSize(3000).doesNotHaveDuplicates();
    }

    @Test
    void tenThousandEntriesAreSealedAndVerified() {
        JournalFixture.asSuperuser("""
                insert into audit_entry (id, at, relying_party, event, account, session, facts, private_facts)
                select gen_random_uuid(), now() - i * interval '3 milliseconds', 'demo', 'signed_in', gen_random_uuid(),
                    gen_random_uuid(), 'acr=2 passkey=synced', decode(repeat('ab', 60), 'hex')
                from generate_series(1, %d) i""".formatted(MANY));

        Head head = journal.sealAll();
        Verdict verdict = verifier.verify();

        assertThat(verdict).isEqualTo(new Verdict.Intact(MANY, head));
        assertThat(head.seq()).isEqualTo(MANY);
    }
}
