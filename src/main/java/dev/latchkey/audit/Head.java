package dev.latchkey.audit;

import dev.latchkey.id.Bytes;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The end of the chain.
 *
 * @param seq the number of the last link, 0 before the first
 * @param mac its MAC
 */
public record Head(long seq, Bytes mac) {
    private static final int SHOWN_BYTES = 8;

    /** Before the first link. */
    static final Head NONE = new Head(0, Bytes.of(new byte[32]));

    /** Returns the first bytes of the MAC in hex: enough to recognise it, and what the log keeps of it. */
    public String shortMac() {
        return HexFormat.of().formatHex(Arrays.copyOf(mac.toArray(), SHOWN_BYTES));
    }
}
