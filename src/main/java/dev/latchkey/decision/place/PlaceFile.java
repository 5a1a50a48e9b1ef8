package dev.latchkey.decision.place;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * One of the operator's files and what was read out of it. Looked at from time to time by one thread; a new one is read
 * beside the old one, which stays in use until the new one is whole, and for good when that is damaged. Look-ups see
 * either.
 */
final class PlaceFile {
    private static final Logger LOG = Logger.getLogger(PlaceFile.class);

    /** A file that was written to just now may not be whole yet. */
    private static final Duration SETTLED = Duration.ofSeconds(5);

    private final PlaceTable.Kind kind;
    private final Path path;
    private final Duration staleAfter;
    private volatile State state = new State(Optional.empty(), Optional.empty(), false, "not read yet");

    /** What a file looked like from outside. */
    private record Seen(Instant changedAt, long size) {}

    /** A file that was read whole. */
    private record Loaded(PlaceTable table, Instant madeAt, String checksum) {}

    private record State(Optional<Seen> seen, Optional<Loaded> loaded, boolean fresh, String detail) {}

    PlaceFile(PlaceTable.Kind kind, Path path, Duration staleAfter) {
        this.kind = kind;
        this.path = path;
        this.staleAfter = staleAfter;
    }

    /** Its name in metrics and health: {@code country}, {@code asn} or {@code city}. */
    String name() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** What it says of the address; nothing when it is not there or too old. */
    Place find(Address address) {
        State now = state;
        return now.fresh() && now.loaded().isPresent()
                ? now.loaded().get().table().find(address)
                : Place.UNKNOWN;
    }

    /** Whether it is in use: read, and not too old. */
    boolean isInUse() {
        return state.fresh();
    }

    /** Its age in seconds; NaN when none was read. */
    double ageSeconds(Instant now) {
        return state.loaded()
                .map(loaded -> Duration.between(loaded.madeAt(), now).toMillis() / 1000.0)
                .orElse(Double.NaN);
    }

    /** One line for the health page: when it was made, its checksum, and what is wrong with it or with its successor. */
    String detail() {
        State now = state;
        return now.loaded()
                .map(loaded -> now.detail() + ", made " + loaded.madeAt() + ", sha256 " + loaded.checksum())
                .orElse(now.detail());
    }

    /** Looks whether the file has changed, and reads it if so. */
    void look(Instant now) {
        State before = state;
        State after;
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            Seen seen = new Seen(attributes.lastModifiedTime().toInstant(), attributes.size());
            boolean settled = before.loaded().isEmpty()
                    || !seen.changedAt().plus(SETTLED).isAfter(now)
                    || seen.changedAt().isAfter(now);
            after = before.seen().equals(Optional.of(seen)) || !settled ? before : read(before, seen);
        } catch (IOException absent) {
            after = trouble(before, Optional.empty(), "cannot be read");
        }
        boolean fresh = after.loaded()
                .filter(loaded -> loaded.madeAt().plus(staleAfter).isAfter(now))
                .isPresent();
        boolean aged = after.loaded().isPresent() && !fresh;
        if (aged && before.fresh()) {
            LOG.warnf("file of places is too old to be believed file=%s", name());
        }
        state = new State(
                after.seen(),
                after.loaded(),
                fresh,
                aged && after.detail().equals("in use") ? "stale" : after.detail());
    }

    private State read(State before, Seen seen) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream file =
                    new DigestInputStream(new BufferedInputStream(Files.newInputStream(path), 1 << 16), digest)) {
                boolean mmdb = path.getFileName().toString().endsWith(".mmdb");
                PlaceTable table = mmdb ? MmdbTable.read(kind, file) : CsvTable.read(kind, file);
                Instant madeAt = table instanceof MmdbTable made ? made.madeAt() : seen.changedAt();
                String checksum = HexFormat.of().formatHex(digest.digest());
                LOG.infof("file of places read file=%s made=%s sha256=%s", name(), madeAt, checksum);
                Loaded loaded = new Loaded(table, madeAt, checksum);
                return new State(Optional.of(seen), Optional.of(loaded), true, "in use");
            }
        } catch (IOException damaged) {
            return trouble(before, Optional.of(seen), "damaged: " + damaged.getMessage());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("SHA-256 belongs to every JDK", impossible);
        }
    }

    /** The old contents stay in use; each trouble is told once. */
    private State trouble(State before, Optional<Seen> seen, String what) {
        String detail = before.loaded().isPresent() ? "former one in use, new one " + what : what;
        if (!detail.equals(before.detail())) {
            LOG.warnf("file of places not read file=%s reason=\"%s\"", name(), detail);
        }
        return new State(seen, before.loaded(), before.fresh(), detail);
    }
}
