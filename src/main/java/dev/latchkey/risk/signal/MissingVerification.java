package dev.latchkey.risk.signal;

/** The device did not check who is there, where it used to (UV = 0). */
record MissingVerification() implements Signal {
    @Override
    public double read(float[] numbers, Constants constants) {
        if (Column.VERIFIED.isSetIn(numbers)) {
            return 0;
        }
        double logins = Column.LOGINS.in(numbers);
        double usually =
                (constants.noveltyPrior() + Column.VERIFIED_OWN.in(numbers)) / (2 * constants.noveltyPrior() + logins);
        return 2 * Math.min(usually, 1);
    }

    @Override
    public boolean known(float[] numbers) {
        return true;
    }
}
