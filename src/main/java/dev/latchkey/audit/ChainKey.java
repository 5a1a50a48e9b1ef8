package dev.latchkey.audit;

import dev.latchkey.id.Bytes;
import dev.latchkey.secret.KeyRing;
import dev.latchkey.secret.KeyedHash;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The chain's own key, which the database never sees: whoever can write there cannot make a link. */
@Singleton
final class ChainKey {
    static final String PURPOSE = "audit-chain";
    static final String ALGORITHM = "HmacSHA256";

    private final KeyRing keys;
    private final Map<Integer, KeyedHash> hashes = new ConcurrentHashMap<>();

    ChainKey(KeyRing keys) {
        this.keys = keys;
    }

    /** Seals {@code entry} as the next link behind {@code head}. */
    Sealed seal(Head head, Recorded entry, Instant now) {
        int name = keys.current();
        KeyedHash hash = hash(name).orElseThrow();
        Bytes digest = hash.of(entry.canonical());
        Sealed open = new Sealed(head.seq() + 1, entry.at(), entry.id(), now, name, digest, digest);
        return new Sealed(
                open.seq(), open.entryAt(), open.entry(), now, name, digest, hash.of(canonical(head.mac(), open)));
    }

    /** Whether {@code link} was made behind {@code before}; empty when its key is not in the ring any more. */
    Optional<Boolean> follows(Bytes before, Sealed link) {
        return hash(link.keyName()).map(hash -> KeyedHash.same(hash.of(canonical(before, link)), link.mac()));
    }

    /** Whether {@code entry} stands as it was sealed; empty when its key is not in the ring any more. */
    Optional<Boolean> isUnchanged(Recorded entry, Sealed link) {
        return hash(link.keyName()).map(hash -> KeyedHash.same(hash.of(entry.canonical()), link.digest()));
    }

    Checkpoint sign(Head lastRemoved, Instant droppedBefore, Instant now) {
        int name = keys.current();
        Checkpoint open =
                new Checkpoint(lastRemoved.seq(), lastRemoved.mac(), droppedBefore, now, name, lastRemoved.mac());
        Bytes signature = hash(name).orElseThrow().of(canonical(open));
        return new Checkpoint(open.seq(), open.mac(), droppedBefore, now, name, signature);
    }

    /** Whether {@code checkpoint} is ours; empty when its key is not in the ring any more. */
    Optional<Boolean> isSigned(Checkpoint checkpoint) {
        return hash(checkpoint.keyName())
                .map(hash -> KeyedHash.same(hash.of(canonical(checkpoint)), checkpoint.signature()));
    }

    private Optional<KeyedHash> hash(int name) {
        return Optional.ofNullable(hashes.get(name)).or(() -> {
            Optional<KeyedHash> made = keys.derive(name, PURPOSE, ALGORITHM).map(KeyedHash::new);
            made.ifPresent(hash -> hashes.put(name, hash));
            return made;
        });
    }

    private static byte[] canonical(Bytes before, Sealed link) {
        return new Canonical("link")
                .add(before)
                .add(link.seq())
                .add(link.entryAt())
                .add(link.entry())
                .add(link.sealedAt())
                .add(link.keyName())
                .add(link.digest())
                .toArray();
    }

    private static byte[] canonical(Checkpoint checkpoint) {
        return new Canonical("checkpoint")
                .add(checkpoint.seq())
                .add(checkpoint.mac())
                .add(checkpoint.droppedBefore())
                .add(checkpoint.at())
                .add(checkpoint.keyName())
                .toArray();
    }
}
