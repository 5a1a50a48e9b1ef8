package dev.latchkey.audit;

import dev.latchkey.id.EntryId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Walks the whole chain and says whether the journal stands as it was written. Reads in small portions, so it may run
 * beside the service. What it cannot see alone is that the end was cut off, links and entries together: give it a head
 * that the log has kept.
 */
@Singleton
public final class JournalVerifier {
    /** Sealing takes a second; an entry that has stood this long without a link was not written by the service. */
    private static final Duration SEALED_BY_THEN = Duration.ofMinutes(5);

    private static final int PORTION = 2000;
    private static final int MOST_FINDINGS = 100;

    private final Chain chain;
    private final ChainKey key;
    private final Clock clock;

    JournalVerifier(Chain chain, ChainKey key, Clock clock) {
        this.chain = chain;
        this.key = key;
        this.clock = clock;
    }

    /** Verifies everything that stands. */
    public Verdict verify() {
        return new Walk().finish(Optional.empty());
    }

    /** As {@link #verify()}, and that the chain still holds {@code known}, a head that was logged earlier. */
    public Verdict verify(Head known) {
        return new Walk().finish(Optional.of(known));
    }

    private final class Walk {
        private final List<Finding> findings = new ArrayList<>();
        private final Optional<Checkpoint> checkpoint = chain.checkpoint();
        private Head head = Head.NONE;
        private Instant droppedBefore = Instant.EPOCH;
        private Instant frontier = Instant.EPOCH;
        private long entries;

        Verdict finish(Optional<Head> known) {
            checkpoint.ifPresent(this::beginBehind);
            links();
            known.ifPresent(this::holds);
            unsealed();
            return findings.isEmpty()
                    ? new Verdict.Intact(entries, head)
                    : new Verdict.Broken(
                            findings.stream().limit(MOST_FINDINGS).toList(), findings.size(), entries, head);
        }

        private void beginBehind(Checkpoint from) {
            if (isOrUnknown(key.isSigned(from), from.seq())) {
                head = new Head(from.seq(), from.mac());
                droppedBefore = from.droppedBefore();
            } else {
                find(Finding.Kind.CHECKPOINT_FORGED, from.seq(), Optional.empty());
            }
        }

        private void links() {
            for (List<Chain.Pair> portion = chain.walk(head.seq(), PORTION);
                    !portion.isEmpty();
                    portion = chain.walk(head.seq(), PORTION)) {
                portion.forEach(this::link);
            }
        }

        private void link(Chain.Pair pair) {
            Sealed link = pair.link();
            Optional<EntryId> named = Optional.of(new EntryId(link.entry()));
            if (link.seq() != head.seq() + 1) {
                find(Finding.Kind.LINKS_REMOVED, head.seq() + 1, Optional.empty());
            } else if (!isOrUnknown(key.follows(head.mac(), link), link.seq())) {
                find(Finding.Kind.LINK_OUT_OF_PLACE, link.seq(), named);
            }
            if (pair.entry().isPresent()) {
                entries++;
                if (!isOrUnknown(key.isUnchanged(pair.entry().get(), link), link.seq())) {
                    find(Finding.Kind.ENTRY_CHANGED, link.seq(), named);
                }
            } else if (!link.entryAt().isBefore(droppedBefore)) {
                find(Finding.Kind.ENTRY_REMOVED, link.seq(), named);
            }
            if (link.entryAt().isBefore(frontier.minus(SEALED_BY_THEN))) {
                find(Finding.Kind.ENTRY_BACKDATED, link.seq(), named);
            }
            // Go on from what stands, so that one manipulation is one finding and not the whole rest.
            frontier = link.entryAt().isAfter(frontier) ? link.entryAt() : frontier;
            head = new Head(link.seq(), link.mac());
        }

        private void holds(Head known) {
            boolean dropped =
                    checkpoint.filter(from -> from.seq() > known.seq()).isPresent();
            boolean there = chain.linkAt(known.seq())
                    .or(() -> checkpoint.map(from -> new Head(from.seq(), from.mac())))
                    .filter(link -> link.seq() == known.seq() && link.isShownAs(known))
                    .isPresent();
            if (known.seq() > 0 && !dropped && !there) {
                find(Finding.Kind.END_CUT_OFF, known.seq(), Optional.empty());
            }
        }

        private void unsealed() {
            Instant now = clock.instant();
            Chain.Key last = new Chain.Key(Instant.EPOCH, new UUID(0, 0), true);
            for (List<Chain.Key> portion = chain.keys(last.at(), last.id(), PORTION);
                    !portion.isEmpty();
                    portion = chain.keys(last.at(), last.id(), PORTION)) {
                portion.stream()
                        .filter(entry -> !entry.isSealed())
                        .filter(entry -> Duration.between(entry.at(), now).abs().compareTo(SEALED_BY_THEN) > 0)
                        .forEach(entry -> find(Finding.Kind.ENTRY_UNSEALED, 0, Optional.of(new EntryId(entry.id()))));
                last = portion.getLast();
            }
        }

        private boolean isOrUnknown(Optional<Boolean> answer, long seq) {
            if (answer.isEmpty()) {
                find(Finding.Kind.KEY_UNKNOWN, seq, Optional.empty());
            }
            return answer.orElse(true);
        }

        private void find(Finding.Kind kind, long seq, Optional<EntryId> entry) {
            findings.add(new Finding(kind, seq, entry));
        }
    }
}
