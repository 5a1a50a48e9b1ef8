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

    /**
     * Reads a head as the log tells it; its MAC is the first bytes alone.
     *
     * @throws IllegalArgumentException when {@code shortMac} is not what {@link #shortMac} returns
     */
    public static Head logged(long seq, String shortMac) {
        byte[] shown = HexFormat.of().parseHex(shortMac);
        if (shown.length != SHOWN_BYTES) {
            throw new IllegalArgumentException("the log tells " + SHOWN_BYTES + " bytes of a head's MAC");
        }
        return new Head(seq, Bytes.of(shown));
    }

    /** Whether this head's MAC begins as the other's does, as far as a log tells it. */
    boolean isShownAs(Head logged) {
        return shortMac().equals(logged.shortMac());
    }

    /** Returns the first bytes of the MAC in hex: enough to recognise it, and what the log keeps of it. */
    public String shortMac() {
        return HexFormat.of().formatHex(Arrays.copyOf(mac.toArray(), SHOWN_BYTES));
    }
}
