package dev.latchkey.passkey;

import dev.latchkey.id.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the CBOR of CTAP2 (RFC 8949; CTAP 2.1 §8) strictly: definite lengths, shortest integers, no tags, no floats, no
 * key twice, at most {@value #DEPTH} levels. The order of keys is not looked at, because clients re-encode attestation
 * objects. Values are {@code Long}, {@link Bytes}, {@code String}, {@code List}, {@code Map} with keys that are
 * {@code Long} or {@code String}, {@code Boolean} and {@link Nothing}.
 */
final class Cbor {
    static final int DEPTH = 16;

    private final byte[] data;
    private int at;

    /** The simple values null and undefined. */
    enum Nothing {
        NULL
    }

    /**
     * One value and where it ended.
     *
     * @param value the value
     * @param end index of the first byte behind it
     */
    record Item(Object value, int end) {}

    private static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Malformed() {
            super(null, null, false, false);
        }
    }

    private Cbor(byte[] data, int from) {
        this.data = data;
        this.at = from;
    }

    /** Reads the value that begins at {@code from}; empty when there is no well-formed one. */
    static Optional<Item> read(byte[] data, int from) {
        Cbor reader = new Cbor(data, from);
        try {
            Object value = reader.value(1);
            return Optional.of(new Item(value, reader.at));
        } catch (Malformed malformed) {
            return Optional.empty();
        }
    }

    /** Reads the one map that {@code data} consists of; empty when it is anything else or something follows. */
    static Optional<Map<Object, Object>> map(byte[] data) {
        return read(data, 0).filter(item -> item.end() == data.length).flatMap(Cbor::asMap);
    }

    /** Returns the item's map; empty when it is no map. */
    static Optional<Map<Object, Object>> asMap(Item item) {
        return item.value() instanceof Map<?, ?> map ? Optional.of(new LinkedHashMap<>(map)) : Optional.empty();
    }

    private Object value(int depth) {
        if (depth > DEPTH) {
            throw new Malformed();
        }
        int head = next();
        int major = head >>> 5;
        int info = head & 0x1f;
        if (major == 7) {
            return simple(info);
        }
        long argument = argument(info);
        return switch (major) {
            case 0 -> argument;
            case 1 -> -1 - argument;
            case 2 -> Bytes.of(take(argument));
            case 3 -> text(take(argument));
            case 4 -> array(argument, depth);
            case 5 -> map(argument, depth);
            default -> throw new Malformed();
        };
    }

    private static Object simple(int info) {
        return switch (info) {
            case 20 -> false;
            case 21 -> true;
            case 22, 23 -> Nothing.NULL;
            default -> throw new Malformed();
        };
    }

    private long argument(int info) {
        if (info < 24) {
            return info;
        }
        if (info > 27) {
            throw new Malformed();
        }
        int length = 1 << (info - 24);
        long argument = 0;
        for (int i = 0; i < length; i++) {
            argument = argument << 8 | next();
        }
        boolean shortest = length == 1 ? argument >= 24 : argument >>> (length * 4) != 0;
        if (argument < 0 || !shortest) {
            throw new Malformed();
        }
        return argument;
    }

    private List<Object> array(long count, int depth) {
        if (count > data.length - at) {
            throw new Malformed();
        }
        List<Object> values = new ArrayList<>((int) count);
        for (long i = 0; i < count; i++) {
            values.add(value(depth + 1));
        }
        return values;
    }

    private Map<Object, Object> map(long count, int depth) {
        if (count > (data.length - at) / 2) {
            throw new Malformed();
        }
        Map<Object, Object> members = new LinkedHashMap<>();
        for (long i = 0; i < count; i++) {
            Object key = value(depth + 1);
            boolean goodKey = key instanceof Long || key instanceof String;
            if (!goodKey || members.put(key, value(depth + 1)) != null) {
                throw new Malformed();
            }
        }
        return members;
    }

    private static String text(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new Malformed();
        }
    }

    private byte[] take(long length) {
        if (length > data.length - at) {
            throw new Malformed();
        }
        int from = at;
        at += (int) length;
        return Arrays.copyOfRange(data, from, at);
    }

    private int next() {
        if (at >= data.length) {
            throw new Malformed();
        }
        return Byte.toUnsignedInt(data[at++]);
    }
}
