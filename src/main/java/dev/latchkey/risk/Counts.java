package dev.latchkey.risk;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;

/** Counts of values, sorted by value and found by halving. Immutable. */
final class Counts {
    private final long[] keys;
    private final float[] counts;

    private Counts(long[] keys, float[] counts) {
        this.keys = keys;
        this.counts = counts;
    }

    /** Keeps the {@code most} frequent of {@code from}; between equals, the smaller value. */
    static Counts of(Map<Long, Double> from, int most) {
        long[] keys = from.entrySet().stream()
                .sorted(Map.Entry.<Long, Double>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .mapToLong(Map.Entry::getKey)
                .sorted()
                .toArray();
        float[] counts = new float[keys.length];
        for (int i = 0; i < keys.length; i++) {
            counts[i] = from.get(keys[i]).floatValue();
        }
        return new Counts(keys, counts);
    }

    float get(long key) {
        int place = Arrays.binarySearch(keys, key);
        return place < 0 ? 0 : counts[place];
    }

    void addTo(Map<Long, Double> into, double factor) {
        for (int i = 0; i < keys.length; i++) {
            into.merge(keys[i], counts[i] * factor, Double::sum);
        }
    }

    int bytes() {
        return Integer.BYTES + keys.length * (Long.BYTES + Float.BYTES);
    }

    void pack(ByteBuffer into) {
        into.putInt(keys.length);
        for (int i = 0; i < keys.length; i++) {
            into.putLong(keys[i]).putFloat(counts[i]);
        }
    }

    static Counts unpack(ByteBuffer from) {
        int size = from.getInt();
        if (size < 0 || size > from.remaining() / (Long.BYTES + Float.BYTES)) {
            throw new IllegalArgumentException("counts of " + size + " values");
        }
        long[] keys = new long[size];
        float[] counts = new float[size];
        for (int i = 0; i < size; i++) {
            keys[i] = from.getLong();
            counts[i] = from.getFloat();
        }
        return new Counts(keys, counts);
    }
}
