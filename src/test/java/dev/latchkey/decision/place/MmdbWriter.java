package dev.latchkey.decision.place;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes small MaxMind DB files (format 2.0): an IPv6 tree with records of 24 bits, IPv4 at {@code ::/96}, and the types
 * that files of places use.
 */
final class MmdbWriter {
    private static final byte[] MARKER = marker();
    private static final int GAP = 16;
    private static final int V4_BITS = 96;
    private static final int NOTHING = -1;

    /** Children of each node: another node, {@link #NOTHING}, or below that the place of data. */
    private final List<int[]> nodes = new ArrayList<>(List.of(new int[] {NOTHING, NOTHING}));

    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final Instant builtAt;

    MmdbWriter(Instant builtAt) {
        this.builtAt = builtAt;
    }

    /** Adds a network that no other one holds. */
    MmdbWriter with(String network, Map<String, ?> value) {
        Cidr cidr = Cidr.parse(network).orElseThrow();
        byte[] bytes = cidr.first().bytes();
        int skipped = cidr.first().isV6() ? 0 : V4_BITS;
        int offset = data.size();
        write(value, data);
        int node = 0;
        int bits = skipped + cidr.prefix();
        for (int bit = 0; bit < bits; bit++) {
            int at = bit - skipped;
            int side = at < 0 ? 0 : bytes[at / 8] >> 7 - at % 8 & 1;
            if (bit == bits - 1) {
                nodes.get(node)[side] = -2 - offset;
            } else {
                if (nodes.get(node)[side] == NOTHING) {
                    nodes.get(node)[side] = nodes.size();
                    nodes.add(new int[] {NOTHING, NOTHING});
                }
                node = nodes.get(node)[side];
            }
        }
        return this;
    }

    byte[] bytes(String type) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (int[] node : nodes) {
            for (int child : node) {
                int record = child >= 0 ? child : child == NOTHING ? nodes.size() : nodes.size() + GAP - 2 - child;
                file.write(record >> 16);
                file.write(record >> 8);
                file.write(record);
            }
        }
        file.writeBytes(new byte[GAP]);
        file.writeBytes(data.toByteArray());
        file.writeBytes(MARKER);
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("node_count", (long) nodes.size());
        metadata.put("record_size", 24);
        metadata.put("ip_version", 6);
        metadata.put("database_type", type);
        metadata.put("languages", List.of("en"));
        metadata.put("binary_format_major_version", 2);
        metadata.put("binary_format_minor_version", 0);
        metadata.put("build_epoch", builtAt);
        metadata.put("description", Map.of("en", "a fixture"));
        write(metadata, file);
        return file.toByteArray();
    }

    private static void write(Object value, ByteArrayOutputStream to) {
        switch (value) {
            case String text -> {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                control(2, utf8.length, to);
                to.writeBytes(utf8);
            }
            case Double number -> {
                control(3, 8, to);
                to.writeBytes(ByteBuffer.allocate(8).putDouble(number).array());
            }
            case Integer number -> {
                control(5, 2, to);
                to.writeBytes(
                        ByteBuffer.allocate(2).putShort(number.shortValue()).array());
            }
            case Long number -> {
                control(6, 4, to);
                to.writeBytes(ByteBuffer.allocate(4).putInt(number.intValue()).array());
            }
            case Map<?, ?> map -> {
                control(7, map.size(), to);
                map.forEach((name, member) -> {
                    write(name, to);
                    write(member, to);
                });
            }
            case Instant at -> {
                control(9, 8, to);
                to.writeBytes(
                        ByteBuffer.allocate(8).putLong(at.getEpochSecond()).array());
            }
            case List<?> list -> {
                control(11, list.size(), to);
                list.forEach(member -> write(member, to));
            }
            default -> throw new IllegalArgumentException("no type for " + value.getClass());
        }
    }

    private static void control(int type, int size, ByteArrayOutputStream to) {
        int first = type > 7 ? 0 : type << 5;
        if (size > 28 + 255) {
            throw new IllegalArgumentException("too long for a fixture");
        }
        to.write(first | Math.min(size, 29));
        if (type > 7) {
            to.write(type - 7);
        }
        if (size > 28) {
            to.write(size - 29);
        }
    }

    private static byte[] marker() {
        byte[] name = "???MaxMind.com".getBytes(StandardCharsets.US_ASCII);
        name[0] = (byte) 0xab;
        name[1] = (byte) 0xcd;
        name[2] = (byte) 0xef;
        return name;
    }
}
