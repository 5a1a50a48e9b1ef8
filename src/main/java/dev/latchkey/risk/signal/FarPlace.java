package dev.latchkey.risk.signal;

/** How far the place is from any the account was seen in; travellers' distances count less. */
record FarPlace() implements Signal {
    private static final double NEAR_KM = 50;

    @Override
    public double read(float[] numbers, Constants constants) {
        float distance = Column.DISTANCE.in(numbers);
        if (Float.isNaN(distance)) {
            return 0;
        }
        double logins = Column.LOGINS.in(numbers);
        double novelty = Backoff.novelty(Column.OPERATOR_NEW.in(numbers), logins, constants);
        return StrictMath.log1p(distance / NEAR_KM) * (1 - novelty) * Vouching.left(numbers, constants);
    }

    @Override
    public boolean known(float[] numbers) {
        return Column.DISTANCE.knownIn(numbers);
    }
}
