package dev.latchkey.risk.signal;

/** The account was recovered within three days and more than a session is asked for. */
record RecentRecovery() implements Signal {
    private static final float THREE_DAYS = 3 * 86_400;

    @Override
    public double read(float[] numbers, Constants constants) {
        float since = Column.SINCE_RECOVERY.in(numbers);
        if (!(since < THREE_DAYS)) {
            return 0;
        }
        return Column.SENSITIVE.isSetIn(numbers) ? 1 : 0.5;
    }

    @Override
    public boolean known(float[] numbers) {
        return Column.SINCE_RECOVERY.knownIn(numbers);
    }
}
