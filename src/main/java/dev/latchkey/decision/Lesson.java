package dev.latchkey.decision;

import dev.latchkey.risk.Activity;
import dev.latchkey.risk.Facts;
import java.nio.ByteBuffer;

/** What the population's counts take of one sign-in: six keyed hashes, which name nobody. */
final class Lesson {
    private static final int LENGTH = 6 * Long.BYTES;

    private Lesson() {}

    static byte[] pack(Facts facts) {
        return ByteBuffer.allocate(LENGTH)
                .putLong(facts.country())
                .putLong(facts.asn())
                .putLong(facts.net())
                .putLong(facts.os())
                .putLong(facts.browser())
                .putLong(facts.deviceType())
                .array();
    }

    static Facts unpack(byte[] packed) {
        ByteBuffer from = ByteBuffer.wrap(packed);
        return Facts.at(0, Activity.SIGN_IN)
                .country(from.getLong())
                .asn(from.getLong())
                .net(from.getLong())
                .os(from.getLong())
                .browser(from.getLong())
                .deviceType(from.getLong())
                .build();
    }
}
