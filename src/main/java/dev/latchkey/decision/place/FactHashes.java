package dev.latchkey.decision.place;

import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.secret.KeyRing;
import dev.latchkey.secret.KeyedHash;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;

/**
 * Makes the hashes of a relying party's facts. Keys change every epoch of 90 days, so that what was stored long ago
 * cannot be compared with today. For a time the former epoch's hashes can be computed too, so that who comes back is
 * known again; as long as a former key-encryption key is in the ring, so can its hashes.
 */
@Singleton
public final class FactHashes {
    /** How long an epoch lasts; the first began in 1970. */
    public static final Duration EPOCH = Duration.ofDays(90);

    /** For how long after a change the former epoch's hashes are computed too: who stays away longer is new again. */
    public static final Duration GRACE = EPOCH;

    /** What the keys of hashes are used with. */
    public static final String ALGORITHM = "HmacSHA256";

    private final KeyRing keys;
    private final Map<Party, List<FactHash>> made = new ConcurrentHashMap<>();

    private record Party(RelyingPartyId relyingParty, long epoch) {}

    FactHashes(KeyRing keys) {
        this.keys = keys;
    }

    /** Hashes under keys derived from {@code keys}, for plain Java. */
    public static FactHashes under(KeyRing keys) {
        return new FactHashes(keys);
    }

    /** Returns the hash for everything new. */
    public FactHash current(RelyingPartyId relyingParty, Instant now) {
        return of(relyingParty, epochAt(now)).getFirst();
    }

    /** Returns the hashes that stored facts may still be under, the likeliest first. */
    public List<FactHash> former(RelyingPartyId relyingParty, Instant now) {
        long epoch = epochAt(now);
        List<FactHash> ofThis = of(relyingParty, epoch);
        boolean grace = epochAt(now.minus(GRACE)) < epoch;
        if (!grace && ofThis.size() == 1) {
            return List.of();
        }
        List<FactHash> former = new ArrayList<>(grace ? of(relyingParty, epoch - 1) : List.of());
        former.addAll(ofThis.subList(1, ofThis.size()));
        return former;
    }

    /** Returns what hashes that may still be compared at {@code now} are derived for: this epoch's and the former's. */
    public static List<String> purposes(RelyingPartyId relyingParty, Instant now) {
        long epoch = epochAt(now);
        return List.of(purpose(relyingParty, epoch), purpose(relyingParty, epoch - 1));
    }

    /** Returns when nothing that is hashed at {@code now} is compared any more. */
    public static Instant comparedUntil(Instant now) {
        return Instant.ofEpochSecond((epochAt(now) + 1) * EPOCH.toSeconds()).plus(GRACE);
    }

    private static String purpose(RelyingPartyId relyingParty, long epoch) {
        return "hash/fact/" + relyingParty + "/" + epoch;
    }

    private static long epochAt(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), EPOCH.toSeconds());
    }

    private List<FactHash> of(RelyingPartyId relyingParty, long epoch) {
        return made.computeIfAbsent(new Party(relyingParty, epoch), this::make);
    }

    private List<FactHash> make(Party party) {
        List<SecretKey> all = keys.deriveAll(purpose(party.relyingParty(), party.epoch()), ALGORITHM);
        return all.stream()
                .map(key -> new FactHash(party.epoch(), new KeyedHash(key)))
                .toList();
    }
}
