package dev.latchkey.token;

import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.SigningAlgorithm;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.BlockingOperationControl;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The keys that sign access tokens, each relying party's own. A key is next, active or retired by its instants alone:
 * it is published before it signs and verifies after it has stopped, and every replica reads the same rows within
 * {@link #LONGEST_UNSEEN}. So keys rotate without a restart and without anybody being told.
 */
@Singleton
public final class SigningKeys {
    /** How long at most a replica does not know of a key that another one made. */
    static final Duration LONGEST_UNSEEN = Duration.ofSeconds(10);

    private static final Duration EARLIEST_REFRESH = Duration.ofSeconds(3);
    private static final Duration SHORTEST_AHEAD = Duration.ofHours(1);
    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);
    private static final Duration SOON = LONGEST_UNSEEN.plusSeconds(5);

    private final SigningKeyRows rows;
    private final TokenConfig config;
    private final Clock clock;
    private final ReentrantLock making = new ReentrantLock();
    private final ReentrantLock reading = new ReentrantLock();
    private volatile KeyView view = KeyView.NOTHING;

    SigningKeys(SigningKeyRows rows, TokenConfig config, Clock clock) {
        this.rows = rows;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Replaces the signing key of the relying party within seconds, on every replica, and returns the new key's {@code
     * kid}. What the former key signed stays valid until it expires.
     */
    public String rotateNow(RelyingParty relyingParty) {
        Instant now = now();
        String kid = alone(
                relyingParty.id(),
                () -> make(relyingParty.id(), relyingParty.signingAlgorithm(), "asked", now.plus(SOON), now));
        refresh();
        return kid;
    }

    /**
     * As {@link #rotateNow}, and what every former key signed is worthless as soon as the new one signs: for a key that
     * may have leaked. Clients refresh and go on. Returns the new key's {@code kid}.
     */
    public String revokeFormer(RelyingParty relyingParty) {
        Instant now = now();
        Instant then = now.plus(SOON);
        String kid = alone(relyingParty.id(), () -> {
            String made = make(relyingParty.id(), relyingParty.signingAlgorithm(), "revoked", then, now);
            rows.revokeOthers(relyingParty.id(), made, then);
            return made;
        });
        refresh();
        return kid;
    }

    /**
     * When one key of a relying party begins and ends.
     *
     * @param kid its name in tokens
     * @param algorithm its JWS algorithm
     * @param activatesAt signs from here on
     * @param retiresAt signs no more from here on
     * @param removedAt verifies no more from here on
     */
    public record Life(String kid, String algorithm, Instant activatesAt, Instant retiresAt, Instant removedAt) {}

    /** Returns the relying party's keys that still verify, the oldest first, as the database has them. */
    public List<Life> list(RelyingParty relyingParty) {
        refresh();
        return view.keys().values().stream()
                .filter(key -> key.relyingParty().equals(relyingParty.id()))
                .sorted(Comparator.comparing(SigningKey::activatesAt).thenComparing(SigningKey::kid))
                .map(key -> new Life(
                        key.kid(), KeyForge.jws(key.algorithm()), key.activatesAt(), key.retiresAt(), key.removedAt()))
                .toList();
    }

    /** How long it is until some relying party has no key left that may sign; empty when there are no keys. */
    Optional<Duration> left() {
        Instant now = now();
        return lastOnes(view).values().stream()
                .map(key -> Duration.between(now, key.retiresAt()))
                .min(Comparator.naturalOrder());
    }

    /** The key that signs for the relying party now; its first one is made here, by whichever replica comes first. */
    SigningKey signer(RelyingParty relyingParty) {
        return view.signer(relyingParty, now()).orElseGet(() -> makeFirst(relyingParty));
    }

    /**
     * The key of that name, if it is the relying party's and still verifies. A name that is not known is looked for
     * once more in the database, but not more often than every few seconds, so that made-up names cost nothing. Only a
     * relying party of which no signing key is known here is looked for at once: its first key, unlike all later ones,
     * signs as soon as another replica has made it.
     */
    Optional<SigningKey> verifier(RelyingParty relyingParty, String kid) {
        Instant now = now();
        Optional<SigningKey> known = view.verifier(relyingParty.id(), kid, now);
        if (known.isPresent() || view.keys().containsKey(kid) || !BlockingOperationControl.isBlockingAllowed()) {
            return known;
        }
        reading.lock();
        try {
            if (now.isAfter(view.at().plus(EARLIEST_REFRESH)) || mayHaveItsFirstKey(relyingParty, now)) {
                refresh();
            }
        } finally {
            reading.unlock();
        }
        return view.verifier(relyingParty.id(), kid, now());
    }

    /** Whether no key signs as far as is known, and this was not read after {@code now} by somebody who asked too. */
    private boolean mayHaveItsFirstKey(RelyingParty relyingParty, Instant now) {
        return view.signer(relyingParty, now).isEmpty() && !view.at().isAfter(now);
    }

    /** The relying party's published keys, if they are in memory. */
    Optional<KeyView.Published> published(RelyingParty relyingParty) {
        return Optional.ofNullable(view.published().get(relyingParty.id()));
    }

    /** As {@link #published}, with the first key made if there is none yet. */
    KeyView.Published publish(RelyingParty relyingParty) {
        signer(relyingParty);
        return published(relyingParty).orElseThrow();
    }

    /** Reads what other replicas have changed. One reading at a time, so that an older one never replaces a newer. */
    void refresh() {
        reading.lock();
        try {
            Instant now = now();
            view = inTransaction(() -> KeyView.of(rows.all(now, view.keys()), now));
        } finally {
            reading.unlock();
        }
    }

    /** Makes the next key wherever the last one's time is running out, and removes those that verify no more. */
    void rotateWhereDue() {
        refresh();
        Instant now = now();
        for (Map.Entry<RelyingPartyId, SigningKey> last : lastOnes(view).entrySet()) {
            if (isDue(last.getValue(), now)) {
                alone(last.getKey(), () -> makeNext(last.getKey(), now));
            }
        }
        inTransaction(() -> rows.remove(now));
        refresh();
    }

    private SigningKey makeFirst(RelyingParty relyingParty) {
        making.lock();
        try {
            if (view.signer(relyingParty, now()).isEmpty()) {
                alone(relyingParty.id(), () -> findOrMakeFirst(relyingParty, now()));
                refresh();
            }
            return view.signer(relyingParty, now()).orElseThrow();
        } finally {
            making.unlock();
        }
    }

    private String findOrMakeFirst(RelyingParty relyingParty, Instant now) {
        return KeyView.of(rows.all(now, view.keys()), now)
                .signer(relyingParty, now)
                .map(SigningKey::kid)
                // Begun already, also by the clock of a replica that is a little behind.
                .orElseGet(() -> make(
                        relyingParty.id(), relyingParty.signingAlgorithm(), "first", now.minus(CLOCKS_APART), now));
    }

    private boolean makeNext(RelyingPartyId relyingParty, Instant now) {
        SigningKey last = lastOnes(KeyView.of(rows.all(now, view.keys()), now)).get(relyingParty);
        if (last == null || !isDue(last, now)) {
            return false; // Another replica was faster.
        }
        Instant earliest = now.plus(SHORTEST_AHEAD);
        Instant activatesAt = last.retiresAt().isBefore(earliest) ? earliest : last.retiresAt();
        make(relyingParty, last.algorithm(), "planned", activatesAt, now);
        return true;
    }

    /** A key whose successor is missing shortly before it retires. Once it has retired, the next use makes a first one. */
    private boolean isDue(SigningKey last, Instant now) {
        Duration ahead =
                config.keyPublishedAhead().compareTo(SHORTEST_AHEAD) < 0 ? SHORTEST_AHEAD : config.keyPublishedAhead();
        return !now.isBefore(last.retiresAt().minus(ahead)) && now.isBefore(last.retiresAt());
    }

    private String make(
            RelyingPartyId relyingParty, SigningAlgorithm algorithm, String reason, Instant activatesAt, Instant now) {
        Instant retiresAt = activatesAt.plus(config.keyRotation());
        Duration kept = config.accessLifetime().plus(config.keyKeptMargin());
        return rows.make(
                new SigningKeyRows.Plan(
                        relyingParty,
                        algorithm,
                        reason,
                        activatesAt,
                        retiresAt,
                        retiresAt.plus(kept),
                        activatesAt.plus(kept)),
                now);
    }

    private static Map<RelyingPartyId, SigningKey> lastOnes(KeyView view) {
        return view.keys().values().stream()
                .collect(Collectors.toMap(
                        SigningKey::relyingParty,
                        key -> key,
                        BinaryOperator.maxBy(Comparator.comparing(SigningKey::retiresAt))));
    }

    /** To the microsecond, as PostgreSQL keeps it: rounded there, a key could begin after the moment it was made for. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private <T> T alone(RelyingPartyId relyingParty, Supplier<T> work) {
        return inTransaction(() -> {
            rows.lock(relyingParty);
            return work.get();
        });
    }

    private static <T> T inTransaction(Supplier<T> work) {
        return QuarkusTransaction.requiringNew().call(work::get);
    }
}
