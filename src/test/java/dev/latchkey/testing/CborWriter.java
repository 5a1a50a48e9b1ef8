package dev.latchkey.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes the CBOR of CTAP2: integers, bytes, text, lists, maps in their given order, true and false, and raw pieces. */
public final class CborWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Bytes that are CBOR already. */
    public record Raw(byte[] cbor) {}

    private CborWriter() {}

    /** Returns the encoding of {@code value}. */
    public static byte[] encode(Object value) {
        CborWriter writer = new CborWriter();
        writer.write(value);
        return writer.out.toByteArray();
    }

    private void write(Object value) {
        switch (value) {
            case Raw raw -> out.writeBytes(raw.cbor());
            case Integer number -> integer(number);
            case Long number -> integer(number);
            case byte[] bytes -> {
                head(2, bytes.length);
                out.writeBytes(bytes);
            }
            case String text -> {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                head(3, utf8.length);
                out.writeBytes(utf8);
            }
            case List<?> list -> {
                head(4, list.size());
                list.forEach(this::write);
            }
            case Map<?, ?> map -> {
                head(5, map.size());
                map.forEach((key, member) -> {
                    write(key);
                    write(member);
                });
            }
            case Boolean flag -> out.write(flag ? 0xf5 : 0xf4);
            default -> throw new IllegalArgumentException("no CBOR for " + value.getClass());
        }
    }

    private void integer(long number) {
        if (number >= 0) {
            head(0, number);
        } else {
            head(1, -1 - number);
        }
    }

    private void head(int major, long argument) {
        if (argument < 24) {
            out.write((int) (major << 5 | argument));
        } else if (argument < 1 << 8) {
            out.write(major << 5 | 24);
            out.write((int) argument);
        } else if (argument < 1 << 16) {
            out.write(major << 5 | 25);
            out.write((int) (argument >>> 8));
            out.write((int) argument);
        } else {
            out.write(major << 5 | 26);
            for (int shift = 24; shift >= 0; shift -= 8) {
                out.write((int) (argument >>> shift));
            }
        }
    }
}
