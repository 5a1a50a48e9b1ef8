package dev.latchkey.risk;

import java.nio.ByteBuffer;

/**
 * The most used values of one kind with their decayed counts. Bounded: a new value takes the place of the least used
 * one and begins at its own weight, so that a flood of values pushes out nothing but itself and what is used least.
 */
final class Table {
    private final int capacity;
    private final int[] keys;
    private final float[] counts;
    private final short[] notes;
    private int size;

    Table(int capacity) {
        this.capacity = capacity;
        keys = new int[capacity];
        counts = new float[capacity];
        notes = new short[capacity];
    }

    /** Returns a copy with every count multiplied by {@code factor}. */
    Table decayed(float factor) {
        Table copy = new Table(capacity);
        copy.size = size;
        for (int i = 0; i < size; i++) {
            copy.keys[i] = keys[i];
            copy.counts[i] = counts[i] * factor;
            copy.notes[i] = notes[i];
        }
        return copy;
    }

    /** Returns the count of {@code value}; 0 if it is not there. */
    float count(long value) {
        int place = place(key(value));
        return place < 0 ? 0 : counts[place];
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Returns the note of {@code value}; 0 if there is none. */
    int note(long value) {
        int place = place(key(value));
        return place < 0 ? 0 : notes[place];
    }

    /** Adds {@code weight} to the count of {@code value}; only on a copy that nobody else has seen. */
    void add(long value, float weight, int note) {
        int key = key(value);
        int place = place(key);
        if (place < 0) {
            place = size < capacity ? size++ : least();
            keys[place] = key;
            counts[place] = 0;
        }
        counts[place] += weight;
        notes[place] = (short) Math.min(note, Short.MAX_VALUE);
    }

    /** Keeps under {@code to} what was kept under {@code from}; only on a copy that nobody else has seen. */
    void rename(long from, long to) {
        int place = place(key(from));
        if (Kind.isShown(from) && Kind.isShown(to) && place >= 0 && place(key(to)) < 0) {
            keys[place] = key(to);
        }
    }

    void pack(ByteBuffer into, boolean withNotes) {
        into.put((byte) size);
        for (int i = 0; i < size; i++) {
            into.putInt(keys[i]).putFloat(counts[i]);
            if (withNotes) {
                into.putShort(notes[i]);
            }
        }
    }

    static Table unpack(ByteBuffer from, int capacity, boolean withNotes) {
        Table table = new Table(capacity);
        table.size = from.get();
        if (table.size < 0 || table.size > capacity) {
            throw new IllegalArgumentException("a table of " + table.size + " values, at most " + capacity + " fit");
        }
        for (int i = 0; i < table.size; i++) {
            table.keys[i] = from.getInt();
            table.counts[i] = from.getFloat();
            table.notes[i] = withNotes ? from.getShort() : 0;
        }
        return table;
    }

    private int place(int key) {
        for (int i = 0; i < size; i++) {
            if (keys[i] == key) {
                return i;
            }
        }
        return -1;
    }

    private int least() {
        int least = 0;
        for (int i = 1; i < size; i++) {
            if (counts[i] < counts[least]) {
                least = i;
            }
        }
        return least;
    }

    // Half of a keyed hash is enough to tell some thirty values apart, and says less about them.
    private static int key(long value) {
        return (int) (value ^ (value >>> 32));
    }
}
