package dev.latchkey.decision.policy;

import dev.latchkey.id.AccountId;
import dev.latchkey.secret.KeyRing;
import dev.latchkey.secret.KeyedHash;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;

/**
 * Tells accounts into arms by a keyed hash: the same on every replica and for all the time a version is tried, another
 * for each version, and nobody outside can choose to be in it. The key is derived from the key-encryption key that was
 * current when the trial began, so that changing that key moves nobody; once it is gone the current one is taken.
 */
@Singleton
final class Arms {
    private static final String PURPOSE = "hash/policy/arm";
    private static final String ALGORITHM = "HmacSHA256";

    private final KeyRing keys;
    private final Map<Integer, KeyedHash> made = new ConcurrentHashMap<>();

    Arms(KeyRing keys) {
        this.keys = keys;
    }

    /** Returns the name of the key under which a trial that begins now tells accounts into arms. */
    int currentKey() {
        return keys.current();
    }

    /** Returns the arm of an account in a trial. */
    Arm of(Step trial, Stage stage, AccountId account) {
        return Arm.of(stage, bucket(trial, account));
    }

    /** Returns where an account stands in the whole, 0 to 9,999. */
    int bucket(Step trial, AccountId account) {
        byte[] candidate = (trial.relyingParty() + "/" + trial.version() + "/").getBytes(StandardCharsets.UTF_8);
        byte[] id = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(account.value().getMostSignificantBits())
                .putLong(account.value().getLeastSignificantBits())
                .array();
        byte[] hash = made.computeIfAbsent(trial.armKey(), this::hash)
                .of(candidate, id)
                .toArray();
        return (int) Long.remainderUnsigned(ByteBuffer.wrap(hash).getLong(), Arm.WHOLE);
    }

    private KeyedHash hash(int master) {
        SecretKey key = keys.derive(master, PURPOSE, ALGORITHM).orElseGet(() -> keys.derive(PURPOSE, ALGORITHM));
        return new KeyedHash(key);
    }
}
