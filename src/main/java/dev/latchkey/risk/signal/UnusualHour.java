package dev.latchkey.risk.signal;

/** An hour of the day this account does not keep. Says little, and is weighed so. */
record UnusualHour() implements Signal {
    private static final double BINS = 8;
    private static final double PULL = 4;

    @Override
    public double read(float[] numbers, Constants constants) {
        double logins = Column.LOGINS.in(numbers);
        double own = (Column.HOUR_OWN.in(numbers) + PULL / BINS) / (logins + PULL);
        return Backoff.surprise(1 / (BINS * own));
    }

    @Override
    public boolean known(float[] numbers) {
        return Column.HOUR_OWN.knownIn(numbers);
    }
}
