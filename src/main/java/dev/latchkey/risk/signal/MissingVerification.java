package dev.latchkey.risk.signal;

/** The device did not check who is there, where it used to (UV = 0): how rarely the account goes without. */
record MissingVerification() implements Signal {
    private static final double PRIOR = 0.05;
    private static final double SCALE = 3;

    @Override
    public double read(float[] numbers, Constants constants) {
        if (Column.VERIFIED.isSetIn(numbers)) {
            return 0;
        }
        double logins = Column.LOGINS.in(numbers);
        double without = Math.max(logins - Column.VERIFIED_OWN.in(numbers), 0);
        return -StrictMath.log((PRIOR + without) / (1 + logins)) / SCALE;
    }

    @Override
    public boolean known(float[] numbers) {
        return true;
    }
}
