package dev.latchkey.risk.signal;

/** A synced passkey this account knows, on a device it does not: a new phone, or somebody else'\''s. */
record PasskeyElsewhere() implements Signal {
    @Override
    public double read(float[] numbers, Constants constants) {
        boolean elsewhere = Column.SYNCED.isSetIn(numbers)
                && Column.CREDENTIAL_OWN.in(numbers) > 0
                && Column.CONTINUITY.in(numbers) >= 3;
        return elsewhere ? 1 : 0;
    }

    @Override
    public boolean known(float[] numbers) {
        return Column.CONTINUITY.isSetIn(numbers);
    }
}
