package dev.latchkey.audit;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Chains committed entries, a batch in one transaction, on whichever replica holds the lock. An entry becomes visible
 * only when its transaction commits, so a scan reaches back behind the entry sealed last; a sweep reaches back an hour.
 * What is older still and has no link did not come by a late commit: it is left for the verifier to name.
 */
@Singleton
class Sealer {
    /** Replicas' clocks differ by less than a minute (each within 30 s of the database, or it is not ready). */
    static final Duration LATEST_COMMIT = Duration.ofSeconds(60);

    static final Duration SWEEP = Duration.ofHours(1);

    static final int BATCH = 1000;

    private final Chain chain;
    private final ChainKey key;
    private final Clock clock;

    Sealer(Chain chain, ChainKey key, Clock clock) {
        this.chain = chain;
        this.key = key;
        this.clock = clock;
    }

    /** Seals one batch of entries that are not much older than the one sealed last. */
    @Transactional
    Batch seal() {
        return sealFrom(LATEST_COMMIT);
    }

    /** Seals one batch of entries up to an hour older than the one sealed last. */
    @Transactional
    Batch sweep() {
        return sealFrom(SWEEP);
    }

    /**
     * What came of one batch.
     *
     * @param sealed how many entries; 0 when there were none or another replica was at it
     * @param head the end of the chain
     * @param full whether there may be more
     */
    record Batch(int sealed, Head head, boolean full) {}

    private Batch sealFrom(Duration behindTheFrontier) {
        if (!chain.lock()) {
            return new Batch(0, chain.head(), false);
        }
        Head head = chain.head();
        // PostgreSQL keeps microseconds, and the MAC is over what it will give back.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant since = chain.frontier().map(at -> at.minus(behindTheFrontier)).orElse(Instant.EPOCH);
        List<Recorded> entries = chain.unsealed(since, now.plus(LATEST_COMMIT), BATCH);
        if (entries.isEmpty()) {
            return new Batch(0, head, false);
        }
        List<Sealed> links = new ArrayList<>(entries.size());
        for (Recorded entry : entries) {
            Sealed link = key.seal(head, entry, now);
            links.add(link);
            head = new Head(link.seq(), link.mac());
        }
        chain.add(links);
        return new Batch(links.size(), head, links.size() == BATCH);
    }
}
