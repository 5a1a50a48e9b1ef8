package dev.latchkey.risk;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What is usual for everybody: how often each network, operator, country, system, browser and kind of device was seen.
 * Immutable and numbered; made aside by a {@link PopulationBuilder} and swapped in whole, so that a sign-in neither
 * waits nor writes for it.
 */
public final class Population {
    /** Nothing is known of anybody. */
    public static final Population NONE = new PopulationBuilder().build(0);

    private static final byte FORMAT = 1;

    private final long number;
    private final double total;
    private final Counts[] counts;

    Population(long number, double total, Counts[] counts) {
        this.number = number;
        this.total = total;
        this.counts = counts;
    }

    /** Returns the number of this snapshot, stored with every decision that used it. */
    public long number() {
        return number;
    }

    /** Returns the decayed number of sign-ins it was made from. */
    public double total() {
        return total;
    }

    float count(Kind kind, long value) {
        return counts[kind.ordinal()].get(value);
    }

    Counts counts(Kind kind) {
        return counts[kind.ordinal()];
    }

    /** Returns a builder that begins with these counts, each multiplied by {@code factor}, 0 to 1. */
    public PopulationBuilder aged(double factor) {
        return new PopulationBuilder().merge(this, factor);
    }

    /** Returns the snapshot as bytes; the same snapshot always as the same bytes. */
    public byte[] pack() {
        int size = 1 + 8 + 8 + Arrays.stream(counts).mapToInt(Counts::bytes).sum();
        ByteBuffer into = ByteBuffer.allocate(size).put(FORMAT).putLong(number).putDouble(total);
        for (Counts each : counts) {
            each.pack(into);
        }
        return into.array();
    }

    /**
     * Reads a packed snapshot.
     *
     * @throws IllegalArgumentException if {@code packed} is none
     */
    public static Population unpack(byte[] packed) {
        ByteBuffer from = ByteBuffer.wrap(packed);
        try {
            if (from.get() != FORMAT) {
                throw new IllegalArgumentException("not a packed population");
            }
            long number = from.getLong();
            double total = from.getDouble();
            Counts[] counts = new Counts[Kind.COUNT];
            for (int i = 0; i < counts.length; i++) {
                counts[i] = Counts.unpack(from);
            }
            return new Population(number, total, counts);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("a packed population that ends too early", e);
        }
    }
}
