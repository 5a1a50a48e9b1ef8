package dev.latchkey.account;

import dev.latchkey.id.Bytes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * The ledger of erasures: files that only grow, one for each process and month, on a volume that is not the database's.
 * A line is on the disk before the erasure is committed, so that whatever was answered "erased" is in it.
 */
@Singleton
public final class ErasureLedger {
    private static final String PREFIX = "erased-";
    private static final int NAME = 6;

    private final Optional<Path> folder;
    private final String process;
    private final ReentrantLock appending = new ReentrantLock();

    ErasureLedger(AccountConfig config, SecureRandom random) {
        this.folder = config.erasureLedger();
        this.process = Bytes.random(NAME, random).toBase64Url();
    }

    /** Appends a line and waits until it is on the disk; does nothing where no ledger is kept. */
    void append(Erased erased) {
        folder.ifPresent(kept -> {
            Path file = kept.resolve(PREFIX + monthOf(erased.at()) + "-" + process + ".log");
            byte[] line = (erased.line() + "\n").getBytes(StandardCharsets.UTF_8);
            appending.lock();
            try {
                Files.createDirectories(kept);
                boolean fresh = !Files.exists(file);
                try (FileChannel channel =
                        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                    channel.write(ByteBuffer.wrap(line));
                    channel.force(true);
                }
                if (fresh) {
                    force(kept);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the ledger of erasures cannot be written; nothing is erased", e);
            } finally {
                appending.unlock();
            }
        });
    }

    /**
     * Returns what was erased at {@code since} or later, the oldest first; nothing where no ledger is kept.
     *
     * @throws UncheckedIOException when it is kept and cannot be read
     */
    public List<Erased> since(Instant since) {
        return folder.map(kept -> {
                    try {
                        Files.createDirectories(kept);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    return read(kept, since);
                })
                .orElse(List.of());
    }

    /** As {@link #since}, of a file or of all files of a folder. */
    public static List<Erased> read(Path from, Instant since) {
        try (Stream<Path> files = Files.isDirectory(from) ? Files.list(from) : Stream.of(from)) {
            return files.filter(file -> file.equals(from) || isOf(file, since))
                    .flatMap(ErasureLedger::lines)
                    .flatMap(line -> Erased.read(line).stream())
                    .filter(erased -> !erased.at().isBefore(since))
                    .sorted(Comparator.comparing(Erased::at))
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + from, e);
        }
    }

    private static boolean isOf(Path file, Instant since) {
        String name = file.getFileName().toString();
        // Names sort by month, so that a start reads a file or two however old the ledger is.
        return name.startsWith(PREFIX) && name.compareTo(PREFIX + monthOf(since)) >= 0;
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8).stream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static YearMonth monthOf(Instant at) {
        return YearMonth.from(at.atOffset(ZoneOffset.UTC));
    }

    /** A new file's name must survive a crash too. */
    private static void force(Path folder) throws IOException {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
