package dev.latchkey.keyring;

import dev.latchkey.secret.KeyRing;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Refuses to start when rows are closed under a key that is not configured: better now, in one line, than at each
 * customer's next sign-in. Costs a few rows; accounts are counted only when a key is missing.
 */
@Singleton
final class KeyringStart {
    private static final Logger LOG = Logger.getLogger(KeyringStart.class);
    private static final int BEFORE_SCHEDULED_WORK = -90;
    private static final long ENOUGH = 1000;

    private final KnownKeys known;
    private final KeptKeys kept;
    private final List<Closed> rooms;
    private final KeyRing ring;
    private final Clock clock;

    KeyringStart(KnownKeys known, KeptKeys kept, @All List<Closed> rooms, KeyRing ring, Clock clock) {
        this.known = known;
        this.kept = kept;
        this.rooms = rooms;
        this.ring = ring;
        this.clock = clock;
    }

    void check(@Observes @Priority(BEFORE_SCHEDULED_WORK) StartupEvent started) {
        Instant now = clock.instant();
        known.all().stream()
                .filter(key -> key.retiredAt().isEmpty() && !ring.holds(key.name()))
                .forEach(key -> missing(key, now));
        ring.names().forEach(name -> known.seen(name, now));
        known.current(ring.current(), now);
        kept.load();
    }

    private void missing(KnownKey key, Instant now) {
        String rows = rooms.stream()
                .map(room -> new Counted(room.table(), Walk.count(room, key.name(), ENOUGH)))
                .filter(counted -> counted.rows() > 0)
                .map(counted ->
                        (counted.rows() < ENOUGH ? "" : "at least ") + counted.rows() + " of " + counted.table())
                .collect(Collectors.joining(", "));
        if (!rows.isEmpty()) {
            throw new ConfigurationException("latchkey.previous-keys lacks key " + key.text()
                    + ", under which are closed: " + rows
                    + "; put it back, and let it go only after `latchkey key reclose` and `latchkey key retire`");
        }
        LOG.infof("nothing is closed under a key that is not configured any more key=%s", key.text());
        known.retire(key.name(), now);
    }

    private record Counted(String table, long rows) {}
}
