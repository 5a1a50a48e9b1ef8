package dev.latchkey.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.RelyingPartyId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger of erasures: what was written is read, whatever became of the process in between. */
class ErasureLedgerTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void whatSeveralProcessesWroteIsReadInTheOrderOfTime() {
        Erased first = erased(NOON);
        Erased second = erased(NOON.plusSeconds(1));
        ledger().append(second);
        ledger().append(first);

        List<Erased> read = ledger().since(NOON);

        assertThat(read).containsExactly(first, second);
    }

    @Test
    void whatIsOlderIsLeftOut() {
        ErasureLedger ledger = ledger();
        ledger.append(erased(NOON.minusSeconds(1)));
        Erased later = erased(NOON);
        ledger.append(later);

        assertThat(ledger.since(NOON)).containsExactly(later);
    }

    @Test
    void filesOfFormerMonthsAreNotEvenOpened() throws IOException {
        Files.createDirectory(folder.resolve("erased-2026-10-unreadable.log"));
        Erased now = erased(NOON);
        ledger().append(now);

        assertThat(ledger().since(NOON)).containsExactly(now);
        assertThatThrownBy(() -> ledger().since(Instant.EPOCH)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aTornLastLineHidesNoOther() throws IOException {
        Erased whole = erased(NOON);
        ledger().append(whole);
        try (Stream<Path> files = Files.list(folder)) {
            Files.writeString(files.findFirst().orElseThrow(), "2026-11-22T12:00:01Z de", StandardOpenOption.APPEND);
        }

        assertThat(ledger().since(NOON)).containsExactly(whole);
    }

    @Test
    void aLedgerThatCannotBeWrittenLetsNothingBeErased() throws IOException {
        Path file = Files.createFile(folder.resolve("no-folder"));
        ErasureLedger ledger = new ErasureLedger(() -> Optional.of(file), new SecureRandom());

        assertThatThrownBy(() -> ledger.append(erased(NOON)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("nothing is erased");
    }

    @Test
    void withoutAFolderNothingIsKept() {
        ErasureLedger none = new ErasureLedger(Optional::empty, new SecureRandom());
        none.append(erased(NOON));

        assertThat(none.since(Instant.EPOCH)).isEmpty();
    }

    private ErasureLedger ledger() {
        return new ErasureLedger(() -> Optional.of(folder), new SecureRandom());
    }

    private static Erased erased(Instant at) {
        return new Erased(at, new RelyingPartyId("demo"), new AccountId(UUID.randomUUID()));
    }
}
