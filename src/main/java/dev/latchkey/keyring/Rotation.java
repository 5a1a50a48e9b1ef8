package dev.latchkey.keyring;

import dev.latchkey.keyring.Closed.Row;
import dev.latchkey.secret.KeyRing;
import dev.latchkey.secret.Vault;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Closes everything anew under the current key-encryption key, a page at a time, each in a transaction of its own. It may
 * run beside the service, be broken off anywhere and begin again: what is done is only looked at.
 */
@Singleton
public final class Rotation {
    /** A replica says each minute which key it closes under; after so long none does any more. */
    public static final Duration LONG_ENOUGH = Duration.ofMinutes(5);

    private static final int PAGE = 500;

    private final KnownKeys known;
    private final KeptKeys kept;
    private final List<Closed> rooms;
    private final List<Inherited> heirs;
    private final KeyRing ring;
    private final Clock clock;

    Rotation(
            KnownKeys known,
            KeptKeys kept,
            @All List<Closed> rooms,
            @All List<Inherited> heirs,
            KeyRing ring,
            Clock clock) {
        this.known = known;
        this.kept = kept;
        this.rooms = rooms.stream().sorted(Comparator.comparing(Closed::table)).toList();
        this.heirs = heirs;
        this.ring = ring;
        this.clock = clock;
    }

    /** Rows of one table under one key. */
    public record Count(String table, int key, long rows) {}

    /**
     * How far the closing of one table has come.
     *
     * @param table the table
     * @param seen rows that were looked at
     * @param reclosed rows that were closed anew
     * @param unopened rows that no key of the ring opens
     */
    public record Progress(String table, long seen, long reclosed, long unopened) {}

    /** Returns every key that this database has met, the oldest first. */
    public List<KnownKey> keys() {
        return known.all();
    }

    /** Whether it is the key under which this process closes new things. */
    public boolean isCurrent(KnownKey key) {
        return key.name() == ring.current();
    }

    /** Whether this process has the key. */
    public boolean isConfigured(KnownKey key) {
        return ring.holds(key.name());
    }

    /** Counts what is closed under which key; reads all rows. */
    public List<Count> counts() {
        List<Count> counts = new ArrayList<>();
        rooms.forEach(room -> Walk.count(room).forEach((key, rows) -> counts.add(new Count(room.table(), key, rows))));
        return counts;
    }

    /**
     * Closes everything anew.
     *
     * @param told hears after each page
     */
    public void reclose(Consumer<Progress> told) {
        keepWhatIsInherited();
        rooms.forEach(room -> reclose(room, told));
    }

    /** Marks a key as one under which nothing is closed any more; returns why it cannot be, empty when it was. */
    public Optional<String> retire(int name) {
        Optional<KnownKey> key =
                known.all().stream().filter(found -> found.name() == name).findFirst();
        if (key.isEmpty()) {
            return Optional.of("no key is called " + KeyRing.text(name) + "; `latchkey key status` shows all");
        }
        Optional<String> objection = objection(key.get());
        if (objection.isEmpty()) {
            keepWhatIsInherited();
            known.retire(name, clock.instant());
        }
        return objection;
    }

    private Optional<String> objection(KnownKey key) {
        if (isCurrent(key)) {
            return Optional.of("new things are closed under it");
        }
        Instant lately = clock.instant().minus(LONG_ENOUGH);
        if (key.lastCurrentAt().filter(lately::isBefore).isPresent()) {
            return Optional.of("a replica closed new things under it within the last " + LONG_ENOUGH.toMinutes()
                    + " minutes: give all of them the new key, then wait");
        }
        return rooms.stream()
                .map(room -> new Count(room.table(), key.name(), Walk.count(room, key.name(), Long.MAX_VALUE)))
                .filter(count -> count.rows() > 0)
                .findFirst()
                .map(count -> count.rows() + " of " + count.table()
                        + " are closed under it: run `latchkey key reclose`, again if it has run");
    }

    private void reclose(Closed room, Consumer<Progress> told) {
        Progress progress = new Progress(room.table(), 0, 0, 0);
        String after = "";
        for (List<Row> page = room.page(after, PAGE); !page.isEmpty(); page = room.page(after, PAGE)) {
            List<Row> due = page.stream()
                    .filter(row -> Vault.keyOf(row.closed()) != ring.current())
                    .toList();
            Closed.Done done = due.isEmpty()
                    ? new Closed.Done(0, 0)
                    : QuarkusTransaction.requiringNew().call(() -> room.reclose(due));
            progress = new Progress(
                    room.table(),
                    progress.seen() + page.size(),
                    progress.reclosed() + done.reclosed(),
                    progress.unopened() + done.unopened());
            told.accept(progress);
            after = page.getLast().id();
        }
        if (after.isEmpty()) {
            told.accept(progress); // There are no rows; that is worth a word too.
        }
    }

    private void keepWhatIsInherited() {
        Instant now = clock.instant();
        ring.names().stream()
                .filter(name -> name != ring.current())
                .forEach(name -> heirs.stream()
                        .flatMap(heir -> heir.purposes(now).stream())
                        .forEach(purpose -> kept.keep(name, purpose)));
    }
}
