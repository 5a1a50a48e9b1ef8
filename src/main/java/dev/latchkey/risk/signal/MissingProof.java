package dev.latchkey.risk.signal;

/**
 * No signature by the device's own key, though this account's devices usually give one: a cookie can be copied, the key
 * cannot. Reads the logarithm of how rarely the account goes without.
 */
record MissingProof() implements Signal {
    private static final int PROVEN = 1;

    @Override
    public double read(float[] numbers, Constants constants) {
        if (Column.CONTINUITY.in(numbers) <= PROVEN) {
            return 0;
        }
        double logins = Column.LOGINS.in(numbers);
        double unproven = Math.min(Column.UNPROVEN.in(numbers), logins);
        double prior = 2 * constants.noveltyPrior();
        return -StrictMath.log((prior + unproven) / (prior + logins));
    }

    @Override
    public boolean known(float[] numbers) {
        return Column.CONTINUITY.isSetIn(numbers);
    }
}
