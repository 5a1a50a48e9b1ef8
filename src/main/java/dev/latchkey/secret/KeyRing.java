package dev.latchkey.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key-encryption keys of a deployment: one that is used for everything new, and former ones that still open what
 * they closed. Of keys that are gone, what was derived for single purposes may have been kept. Every use derives a key of its own (HKDF-SHA-256, RFC 5869), so no two purposes share one.
 */
public final class KeyRing {
    /** Length of a key-encryption key in bytes. */
    public static final int KEY_LENGTH = 32;

    private final int current;
    private final Map<Integer, SecretKey> masters = new ConcurrentHashMap<>();
    private final Map<Derivation, SecretKey> derived = new ConcurrentHashMap<>();
    private final Map<Derivation, SecretKey> kept = new ConcurrentHashMap<>();

    private record Derivation(int master, String purpose, String algorithm) {}

    /**
     * Builds a ring.
     *
     * @param current the key for everything new, {@value #KEY_LENGTH} bytes
     * @param former keys that are only used to open, each {@value #KEY_LENGTH} bytes
     * @throws IllegalArgumentException when a key has another length
     */
    public KeyRing(byte[] current, List<byte[]> former) {
        List<byte[]> all = new ArrayList<>(former);
        all.addFirst(current);
        for (byte[] key : all) {
            if (key.length != KEY_LENGTH) {
                throw new IllegalArgumentException("a key-encryption key is " + KEY_LENGTH + " bytes");
            }
            masters.putIfAbsent(nameOf(key), new SecretKeySpec(key, "HKDF"));
        }
        this.current = nameOf(current);
    }

    /** Returns the name of the key used for everything new: 4 bytes of its hash, safe to store and to log. */
    public int current() {
        return current;
    }

    /** Returns a key's name as it is shown: eight hexadecimal digits. */
    public static String text(int name) {
        return HexFormat.of().toHexDigits(name);
    }

    /** Returns the names of all keys of the ring. */
    public Set<Integer> names() {
        return Set.copyOf(masters.keySet());
    }

    /** Whether the named key is in the ring. */
    public boolean holds(int name) {
        return masters.containsKey(name);
    }

    /**
     * Adds what was derived for {@code purpose} from a key-encryption key that is gone. It opens and verifies like the
     * others do, and nothing new is ever made under it.
     */
    public void keep(int master, String purpose, SecretKey key) {
        if (!holds(master)) {
            kept.put(new Derivation(master, purpose, key.getAlgorithm()), key);
        }
    }

    /** Derives the key for {@code purpose} from the current key-encryption key and keeps it in memory. */
    public SecretKey derive(String purpose, String algorithm) {
        return derived.computeIfAbsent(new Derivation(current, purpose, algorithm), this::expand);
    }

    /**
     * As {@link #derive(String, String)} from the named key-encryption key; empty when the ring does not hold it and
     * nothing was kept of it for this purpose.
     */
    public Optional<SecretKey> derive(int master, String purpose, String algorithm) {
        Derivation wanted = new Derivation(master, purpose, algorithm);
        return masters.containsKey(master)
                ? Optional.of(derived.computeIfAbsent(wanted, this::expand))
                : Optional.ofNullable(kept.get(wanted));
    }

    /**
     * Derives the key for {@code purpose} from every key-encryption key of the ring, the current one first, and adds what
     * was kept for it of keys that are gone.
     */
    public List<SecretKey> deriveAll(String purpose, String algorithm) {
        Stream<SecretKey> inherited = kept.entrySet().stream()
                .filter(entry -> entry.getKey().purpose().equals(purpose)
                        && entry.getKey().algorithm().equals(algorithm))
                .map(Map.Entry::getValue);
        Stream<SecretKey> ours = Stream.concat(
                        Stream.of(current), masters.keySet().stream().filter(master -> master != current))
                .map(master -> derive(master, purpose, algorithm).orElseThrow());
        return Stream.concat(ours, inherited).toList();
    }

    /** Derives as {@link #derive(int, String, String)} does but keeps nothing, for purposes that pass with time. */
    Optional<SecretKey> deriveOnce(int master, String purpose, String algorithm) {
        return masters.containsKey(master)
                ? Optional.of(expand(new Derivation(master, purpose, algorithm)))
                : Optional.empty();
    }

    private SecretKey expand(Derivation wanted) {
        try {
            byte[] info = ("latchkey/" + wanted.purpose()).getBytes(StandardCharsets.UTF_8);
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            wanted.algorithm(),
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(masters.get(wanted.master()))
                                    .thenExpand(info, KEY_LENGTH));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("HKDF-SHA256 belongs to every JDK 25", impossible);
        }
    }

    private static int nameOf(byte[] key) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(key))
                    .getInt();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("SHA-256 belongs to every JDK", impossible);
        }
    }

    @Override
    public String toString() {
        return "KeyRing[current=" + text(current) + ", keys=" + masters.size() + "]";
    }
}
