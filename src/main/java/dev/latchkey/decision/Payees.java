package dev.latchkey.decision;

import dev.latchkey.account.AccountKey;
import dev.latchkey.id.Bytes;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Whom an account has paid before: keyed hashes, the latest first, closed under the account's key. Of more than {@value
 * #MOST} the one that was paid longest ago makes way.
 */
record Payees(List<Long> hashes) {
    static final Payees NONE = new Payees(List.of());
    static final int MOST = 32;

    private static final String USE = "payees";

    Payees {
        hashes = List.copyOf(hashes);
    }

    /** Opens what {@link #close} closed; what cannot be read knows nobody, so that every payee is new. */
    static Payees open(AccountKey key, Optional<Bytes> closed) {
        return closed.flatMap(bytes -> key.openBytes(USE, bytes))
                .map(packed -> {
                    ByteBuffer from = ByteBuffer.wrap(packed);
                    return new Payees(LongStream.range(0, packed.length / Long.BYTES)
                            .mapToObj(at -> from.getLong())
                            .toList());
                })
                .orElse(NONE);
    }

    Bytes close(AccountKey key) {
        ByteBuffer into = ByteBuffer.allocate(hashes.size() * Long.BYTES);
        hashes.forEach(into::putLong);
        return key.close(USE, into.array());
    }

    boolean knows(long payee) {
        return hashes.contains(payee);
    }

    Payees and(long payee) {
        return new Payees(Stream.concat(Stream.of(payee), hashes.stream().filter(known -> known != payee))
                .limit(MOST)
                .toList());
    }

    @Override
    public String toString() {
        return "Payees[" + hashes.size() + "]";
    }
}
