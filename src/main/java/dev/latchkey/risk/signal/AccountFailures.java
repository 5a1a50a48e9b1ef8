package dev.latchkey.risk.signal;

/** Failures against the account of late. */
record AccountFailures() implements Signal {
    @Override
    public double read(float[] numbers, Constants constants) {
        return StrictMath.log1p(Math.max(Column.FAILURES_OF_ACCOUNT.in(numbers), 0));
    }

    @Override
    public boolean known(float[] numbers) {
        return true;
    }
}
