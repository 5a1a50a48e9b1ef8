package dev.latchkey.audit;

import dev.latchkey.id.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** One spelling in bytes for what the chain authenticates: each part with its length, so that none borrows from the next. */
final class Canonical {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    private final DataOutputStream out = new DataOutputStream(bytes);

    /** Begins with what kind of thing is authenticated, so that none passes for another. */
    Canonical(String kind) {
        add(kind);
    }

    Canonical add(long value) {
        return written(() -> out.writeLong(value));
    }

    Canonical add(Instant value) {
        return add(value.getEpochSecond()).add(value.getNano());
    }

    Canonical add(UUID value) {
        return add(value.getMostSignificantBits()).add(value.getLeastSignificantBits());
    }

    Canonical add(String value) {
        return add(value.getBytes(StandardCharsets.UTF_8));
    }

    Canonical add(Bytes value) {
        return add(value.toArray());
    }

    Canonical addUuid(Optional<UUID> value) {
        return value.isPresent() ? add(1).add(value.get()) : add(0);
    }

    Canonical addBytes(Optional<Bytes> value) {
        return value.isPresent() ? add(1).add(value.get()) : add(0);
    }

    byte[] toArray() {
        return bytes.toByteArray();
    }

    private Canonical add(byte[] value) {
        return written(() -> {
            out.writeInt(value.length);
            out.write(value);
        });
    }

    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }

    private Canonical written(Writing writing) {
        try {
            writing.run();
            return this;
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory does not fail", impossible);
        }
    }
}
