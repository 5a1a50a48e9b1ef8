package dev.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.id.Bytes;
import dev.latchkey.id.EntryId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody who owns the database server manipulates the journal; the verifier names what they did, and only that. */
@QuarkusTest
class JournalVerifierTest {
    @Inject
    JournalFixture journal;

    @Inject
    JournalVerifier verifier;

    @Inject
    Sealer sealer;

    @Inject
    Clock clock;

    private List<UUID> entries = List.of();
    private Head head = Head.NONE;

    @BeforeEach
    void tenSealedEntries() {
        journal.empty();
        entries = journal.entries(10);
        head = journal.sealAll();
    }

    @AfterEach
    void empty() {
        journal.empty();
    }

    @Test
    void anUntouchedJournalIsIntact() {
        Verdict verdict = verifier.verify(head);

        assertThat(verdict).isEqualTo(new Verdict.Intact(10, head));
    }

    @Test
    void aChangedEntryIsNamed() {
        JournalFixture.asSuperuser("update audit_entry set facts = 'acr=1' where id = ?", entries.get(3));

        assertThat(findings()).containsExactly(finding(Finding.Kind.ENTRY_CHANGED, 4, 3));
    }

    @Test
    void aChangedAccountIsNamed() {
        JournalFixture.asSuperuser(
                "update audit_entry set account = ? where id = ?", UUID.randomUUID(), entries.get(9));

        assertThat(findings()).containsExactly(finding(Finding.Kind.ENTRY_CHANGED, 10, 9));
    }

    @Test
    void aRemovedEntryIsNamed() {
        JournalFixture.asSuperuser("delete from audit_entry where id = ?", entries.get(5));

        assertThat(findings()).containsExactly(finding(Finding.Kind.ENTRY_REMOVED, 6, 5));
    }

    @Test
    void anEntryRemovedWithItsLinkIsNamed() {
        JournalFixture.asSuperuser("delete from audit_entry where id = ?", entries.get(5));
        JournalFixture.asSuperuser("delete from audit_link where entry = ?", entries.get(5));

        assertThat(findings()).containsExactly(new Finding(Finding.Kind.LINKS_REMOVED, 6, Optional.empty()));
    }

    @Test
    void aGapClosedByRenumberingIsNamed() {
        JournalFixture.asSuperuser("delete from audit_entry where id = ?", entries.get(8));
        JournalFixture.asSuperuser("delete from audit_link where entry = ?", entries.get(8));
        JournalFixture.asSuperuser("update audit_link set seq = 9 where entry = ?", entries.get(9));

        assertThat(findings()).containsExactly(finding(Finding.Kind.LINK_OUT_OF_PLACE, 9, 9));
    }

    @Test
    void reorderedLinksAreNamed() {
        JournalFixture.asSuperuser("update audit_link set seq = 1004 where entry = ?", entries.get(3));
        JournalFixture.asSuperuser("update audit_link set seq = 4 where entry = ?", entries.get(4));
        JournalFixture.asSuperuser("update audit_link set seq = 5 where entry = ?", entries.get(3));

        assertThat(findings())
                .contains(finding(Finding.Kind.LINK_OUT_OF_PLACE, 4, 4), finding(Finding.Kind.LINK_OUT_OF_PLACE, 5, 3));
    }

    @Test
    void exchangedEntriesAreNamed() {
        JournalFixture.asSuperuser(
                "update audit_entry set id = case id when ? then ?::uuid else ?::uuid end where id in (?, ?)",
                entries.get(1),
                entries.get(2),
                entries.get(1),
                entries.get(1),
                entries.get(2));

        assertThat(findings())
                .containsExactly(finding(Finding.Kind.ENTRY_REMOVED, 2, 1), finding(Finding.Kind.ENTRY_REMOVED, 3, 2));
    }

    @Test
    void anEntryMovedInTimeIsNamedAsRemovedThereAndUnsealedHere() {
        JournalFixture.asSuperuser(
                "update audit_entry set at = at - interval '10 minutes' where id = ?", entries.get(2));

        assertThat(findings())
                .containsExactly(finding(Finding.Kind.ENTRY_REMOVED, 3, 2), finding(Finding.Kind.ENTRY_UNSEALED, 0, 2));
    }

    @Test
    void anInsertedEntryOfThePastIsNamed() {
        UUID inserted = UUID.randomUUID();
        JournalFixture.insertAsSuperuser(inserted, clock.instant().minus(Duration.ofHours(3)));
        journal.sealAll();
        sealer.sweep();

        assertThat(findings())
                .containsExactly(new Finding(Finding.Kind.ENTRY_UNSEALED, 0, Optional.of(new EntryId(inserted))));
    }

    @Test
    void anInsertedEntryOfThePastThatASweepSealedIsNamed() {
        UUID inserted = UUID.randomUUID();
        JournalFixture.insertAsSuperuser(inserted, clock.instant().minus(Duration.ofMinutes(30)));
        sealer.sweep();

        assertThat(findings())
                .containsExactly(new Finding(Finding.Kind.ENTRY_BACKDATED, 11, Optional.of(new EntryId(inserted))));
    }

    @Test
    void anInsertedEntryWithAForgedLinkIsNamed() {
        UUID inserted = UUID.randomUUID();
        JournalFixture.insertAsSuperuser(inserted, clock.instant());
        JournalFixture.asSuperuser("""
                insert into audit_link select 11, at, id, at, (select key_name from audit_link where seq = 1),
                    sha256('guess'), sha256('guess') from audit_entry where id = ?""", inserted);

        assertThat(findings())
                .contains(
                        new Finding(Finding.Kind.LINK_OUT_OF_PLACE, 11, Optional.of(new EntryId(inserted))),
                        new Finding(Finding.Kind.ENTRY_CHANGED, 11, Optional.of(new EntryId(inserted))));
    }

    @Test
    void anEndCutOffIsNamedByWhoeverKeptTheHead() {
        JournalFixture.asSuperuser("delete from audit_entry where id in (?, ?)", entries.get(8), entries.get(9));
        JournalFixture.asSuperuser("delete from audit_link where seq > 8");

        Verdict verdict = verifier.verify(head);

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Broken.class,
                        broken -> assertThat(broken.findings())
                                .containsExactly(new Finding(Finding.Kind.END_CUT_OFF, 10, Optional.empty())));
    }

    @Test
    void aBeginningCutOffWithoutACheckpointIsNamed() {
        JournalFixture.asSuperuser("delete from audit_entry where id = ?", entries.get(0));
        JournalFixture.asSuperuser("delete from audit_link where seq = 1");

        assertThat(findings()).containsExactly(new Finding(Finding.Kind.LINKS_REMOVED, 1, Optional.empty()));
    }

    @Test
    void aBeginningCutOffBehindAForgedCheckpointIsNamed() {
        JournalFixture.asSuperuser("""
                insert into audit_checkpoint
                select seq, mac, now(), now(), key_name, sha256('guess') from audit_link where seq = 2""");
        JournalFixture.asSuperuser("delete from audit_entry where id in (?, ?)", entries.get(0), entries.get(1));
        JournalFixture.asSuperuser("delete from audit_link where seq <= 2");

        assertThat(findings()).contains(new Finding(Finding.Kind.CHECKPOINT_FORGED, 2, Optional.empty()));
    }

    @Test
    void aKeyThatIsGoneIsNamed() {
        JournalFixture.asSuperuser("update audit_link set key_name = 7 where seq = 10");

        assertThat(findings()).contains(new Finding(Finding.Kind.KEY_UNKNOWN, 10, Optional.empty()));
    }

    @Test
    void anEmptyJournalIsIntact() {
        journal.empty();

        Verdict verdict = verifier.verify();

        assertThat(verdict).isEqualTo(new Verdict.Intact(0, new Head(0, Bytes.of(new byte[32]))));
    }

    private List<Finding> findings() {
        return switch (verifier.verify()) {
            case Verdict.Intact intact -> List.of();
            case Verdict.Broken broken -> broken.findings();
        };
    }

    private Finding finding(Finding.Kind kind, long seq, int entry) {
        return new Finding(kind, seq, Optional.of(new EntryId(entries.get(entry))));
    }
}
