package dev.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.postgres.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Months come and go whole, and the chain still proves what stands. */
@QuarkusTest
class RetentionTest {
    @Inject
    JournalFixture journal;

    @Inject
    Retention retention;

    @Inject
    JournalVerifier verifier;

    @Inject
    Database database;

    @Inject
    Clock clock;

    @BeforeEach
    @AfterEach
    void empty() {
        journal.empty();
    }

    @Test
    void monthsStandAhead() {
        retention.make();

        String month = database.one(
                        "select to_char(now() at time zone 'UTC' + interval '3 months', 'YYYY_MM')",
                        row -> row.getString(1))
                .orElseThrow();
        assertThat(months()).contains("audit_entry_" + month);
    }

    @Test
    void anEntryWithoutAMonthIsTakenAndMovesWhenItsMonthIsMade() {
        Instant far = monthsAgo(30);
        UUID entry = journal.entryAt(far);
        Head head = journal.sealAll();

        database.one("select audit_make_months(?, 0)", row -> row.getInt(1), far);

        String table = database.one(
                        "select tableoid::regclass::text from audit_entry where id = ?", row -> row.getString(1), entry)
                .orElseThrow();
        assertThat(table)
                .isEqualTo("audit_entry_" + far.toString().substring(0, 7).replace('-', '_'));
        assertThat(verifier.verify()).isEqualTo(new Verdict.Intact(1, head));
        JournalFixture.asSuperuser("drop table " + table);
    }

    @Test
    void theOldestMonthGoesAndTheRestStillVerifies() {
        Instant old = monthsAgo(16);
        Instant younger = monthsAgo(15);
        monthsFor(old, younger);
        journal.entryAt(old);
        journal.entryAt(old.plusSeconds(1));
        journal.entryAt(younger);
        List<UUID> recent = journal.entries(2);
        Head head = journal.sealAll();

        retention.drop();

        assertThat(entriesBefore(younger)).isZero();
        assertThat(verifier.verify(head)).isEqualTo(new Verdict.Intact(3, head));
        retention.drop();
        assertThat(verifier.verify(head)).isEqualTo(new Verdict.Intact(2, head));
        assertThat(journal.sealedInOrder()).isEqualTo(recent);
        retention.drop();
        assertThat(verifier.verify(head)).isEqualTo(new Verdict.Intact(2, head));
    }

    @Test
    void anEntrySealedLateOverAMonthsEndGoesWithItsMonth() {
        Instant old = monthsAgo(16);
        Instant end = OffsetDateTime.ofInstant(old, ZoneOffset.UTC)
                .plusMonths(1)
                .truncatedTo(ChronoUnit.DAYS)
                .withDayOfMonth(1)
                .toInstant();
        monthsFor(old, end);
        journal.entryAt(end.minusSeconds(20));
        journal.entryAt(end.plusSeconds(1));
        journal.sealAll();
        journal.entryAt(end.minusSeconds(10)); // committed late
        Head head = journal.sealAll();

        retention.drop();

        assertThat(entriesBefore(end)).isZero();
        assertThat(verifier.verify()).isEqualTo(new Verdict.Intact(1, head));
        retention.drop();
    }

    @Test
    void whenEverythingWasDroppedTheChainGoesOnBehindItsCheckpoint() {
        Instant old = monthsAgo(16);
        monthsFor(old, old);
        journal.entryAt(old);
        journal.sealAll();
        retention.drop();

        journal.entries(1);
        Head head = journal.sealAll();

        assertThat(head.seq()).isEqualTo(2);
        assertThat(verifier.verify()).isEqualTo(new Verdict.Intact(1, head));
    }

    @Test
    void anUnsealedMonthStays() {
        Instant old = monthsAgo(16);
        monthsFor(old, old);
        journal.entries(1);
        journal.sealAll();
        UUID unsealed = journal.entryAt(old);

        assertThatThrownBy(() -> retention.drop()).hasMessageContaining("sealed");

        assertThat(entriesBefore(old.plusSeconds(1))).isEqualTo(1);
        JournalFixture.asSuperuser("delete from audit_entry where id = ?", unsealed);
        JournalFixture.asSuperuser(
                "drop table audit_entry_" + old.toString().substring(0, 7).replace('-', '_'));
    }

    @Test
    void aCheckpointMovedByHandIsNamed() {
        Instant old = monthsAgo(16);
        monthsFor(old, old);
        journal.entryAt(old);
        journal.entries(2);
        journal.sealAll();
        retention.drop();

        JournalFixture.asSuperuser("update audit_checkpoint set dropped_before = now()");
        Verdict verdict = verifier.verify();

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Broken.class,
                        broken -> assertThat(broken.findings())
                                .contains(new Finding(Finding.Kind.CHECKPOINT_FORGED, 1, Optional.empty())));
    }

    private Instant monthsAgo(int months) {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)
                .withDayOfMonth(10)
                .minusMonths(months)
                .toInstant()
                .truncatedTo(ChronoUnit.SECONDS);
    }

    private void monthsFor(Instant... instants) {
        for (Instant instant : instants) {
            database.one("select audit_make_months(?, 0)", row -> row.getInt(1), instant);
        }
    }

    private long entriesBefore(Instant instant) {
        return database.one(
                        "select count(*) from audit_entry where at < ?",
                        row -> row.getLong(1),
                        instant.plus(Duration.ZERO))
                .orElseThrow();
    }

    private List<String> months() {
        return database.many(
                "select relname from pg_class where relname like 'audit\\_entry\\_2%'", row -> row.getString(1));
    }
}
