package dev.latchkey.risk.signal;

/** A provider that metadata call revoked or compromised. */
record RevokedProvider() implements Signal {
    @Override
    public double read(float[] numbers, Constants constants) {
        return Column.PROVIDER_REVOKED.isSetIn(numbers) ? 1 : 0;
    }

    @Override
    public boolean known(float[] numbers) {
        return true;
    }
}
