package dev.latchkey.risk.signal;

/** The device of a known session changed under it, or the client hid what it always showed. */
record BrokenContinuity() implements Signal {
    @Override
    public double read(float[] numbers, Constants constants) {
        return Column.CONTINUITY.in(numbers) >= 4 ? 1 : 0;
    }

    @Override
    public boolean known(float[] numbers) {
        return Column.CONTINUITY.isSetIn(numbers);
    }
}
