package dev.latchkey.risk.signal;

/** Failures from the device of late. */
record DeviceFailures() implements Signal {
    @Override
    public double read(float[] numbers, Constants constants) {
        return StrictMath.log1p(Math.max(Column.FAILURES_OF_DEVICE.in(numbers), 0));
    }

    @Override
    public boolean known(float[] numbers) {
        return true;
    }
}
