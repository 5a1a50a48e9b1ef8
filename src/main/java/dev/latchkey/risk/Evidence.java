package dev.latchkey.risk;

import dev.latchkey.risk.signal.Column;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Everything numeric that a score depends on: counts, ages and flags, and nothing that names anybody. Stored with every
 * decision; with the model it gives the same assessment for ever, bit by bit.
 */
public final class Evidence {
    private static final byte FORMAT = 1;
    private static final int HEAD = 1 + 1 + 1 + Long.BYTES + 1;

    private final Activity activity;
    private final Segment segment;
    private final long population;
    private final float[] numbers;

    Evidence(Activity activity, Segment segment, long population, float[] numbers) {
        this.activity = activity;
        this.segment = segment;
        this.population = population;
        this.numbers = numbers;
    }

    /** Sets the facts of an attempt against what is usual for the account and for everybody. */
    public static Evidence of(Facts facts, Profile profile, Population population) {
        return new Evidence(
                facts.activity(),
                profile.segment(facts.at()),
                population.number(),
                new Gathering(facts, profile, population).numbers());
    }

    /** Returns what was attempted. */
    public Activity activity() {
        return activity;
    }

    /** Returns how much was known of the account. */
    public Segment segment() {
        return segment;
    }

    /** Returns the number of the population's snapshot that was used. */
    public long population() {
        return population;
    }

    /** Returns the number in a column; {@code NaN} if unknown. */
    public float number(Column column) {
        return column.in(numbers);
    }

    /** Returns the same evidence, had something else been attempted. */
    public Evidence as(Activity other) {
        float[] changed = numbers.clone();
        changed[Column.SENSITIVE.ordinal()] = other.costly() ? 1 : 0;
        return new Evidence(other, segment, population, changed);
    }

    float[] numbers() {
        return numbers;
    }

    /** Returns the evidence as bytes, about 150 of them; the same evidence always as the same bytes. */
    public byte[] pack() {
        int bitmap = (Column.COUNT + 7) / 8;
        ByteBuffer into = ByteBuffer.allocate(HEAD + bitmap + numbers.length * Float.BYTES);
        into.put(FORMAT).put((byte) activity.ordinal()).put((byte) segment.ordinal());
        into.putLong(population).put((byte) numbers.length);
        int bits = into.position();
        into.position(bits + bitmap);
        for (int i = 0; i < numbers.length; i++) {
            if (Float.floatToRawIntBits(numbers[i]) != 0) {
                into.put(bits + i / 8, (byte) (into.get(bits + i / 8) | 1 << i % 8));
                into.putFloat(numbers[i]);
            }
        }
        return Arrays.copyOf(into.array(), into.position());
    }

    /**
     * Reads packed evidence. Columns that a former release did not know read as 0, which says nothing.
     *
     * @throws IllegalArgumentException if {@code packed} is none
     */
    public static Evidence unpack(byte[] packed) {
        ByteBuffer from = ByteBuffer.wrap(packed);
        try {
            if (from.get() != FORMAT) {
                throw new IllegalArgumentException("not packed evidence");
            }
            return read(from);
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("packed evidence that ends too early", e);
        }
    }

    private static Evidence read(ByteBuffer from) {
        Activity activity = Activity.values()[from.get()];
        Segment segment = Segment.values()[from.get()];
        long population = from.getLong();
        int columns = from.get();
        if (columns < 0 || columns > Column.COUNT) {
            throw new IllegalArgumentException("evidence of a later release");
        }
        int bits = from.position();
        from.position(bits + (columns + 7) / 8);
        float[] numbers = new float[Column.COUNT];
        for (int i = 0; i < columns; i++) {
            if ((from.get(bits + i / 8) & 1 << i % 8) != 0) {
                numbers[i] = from.getFloat();
            }
        }
        return new Evidence(activity, segment, population, numbers);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Evidence that && Arrays.equals(pack(), that.pack());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(pack());
    }
}
