package dev.latchkey.risk.signal;

/** A passkey younger than a day is used for more than a session. */
record FreshCredential() implements Signal {
    private static final float DAY = 86_400;

    @Override
    public double read(float[] numbers, Constants constants) {
        boolean fresh = Column.SENSITIVE.isSetIn(numbers) && Column.CREDENTIAL_AGE.in(numbers) < DAY;
        return fresh ? 1 : 0;
    }

    @Override
    public boolean known(float[] numbers) {
        return Column.CREDENTIAL_AGE.knownIn(numbers);
    }
}
