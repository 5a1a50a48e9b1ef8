package dev.latchkey.risk.signal;

/** A passkey of a provider this account has not used. */
record NewProvider() implements Signal {
    @Override
    public double read(float[] numbers, Constants constants) {
        float own = Column.PROVIDER_OWN.in(numbers);
        return Float.isNaN(own) ? 0 : StrictMath.log1p(Column.LOGINS.in(numbers)) / (1 + Math.max(own, 0));
    }

    @Override
    public boolean known(float[] numbers) {
        return Column.PROVIDER_OWN.knownIn(numbers);
    }
}
