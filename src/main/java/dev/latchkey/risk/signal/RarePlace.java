package dev.latchkey.risk.signal;

/** A network operator new to the account that hardly anybody uses; hosting and anonymisers look like this. */
record RarePlace() implements Signal {
    private static final double CHOICES = 1_000;
    private static final double SCALE = 4;

    @Override
    public double read(float[] numbers, Constants constants) {
        float own = Column.OPERATOR_OWN.in(numbers);
        if (Float.isNaN(own) || Column.COUNTRY_ALL_PARENT.in(numbers) <= 0) {
            return 0;
        }
        double everybody =
                Backoff.everybody(Column.OPERATOR_ALL.in(numbers), Column.COUNTRY_ALL_PARENT.in(numbers), CHOICES);
        double rarity = -StrictMath.log(everybody) / (1 + Math.max(own, 0)) / SCALE;
        return rarity * Vouching.left(numbers, constants);
    }

    @Override
    public boolean known(float[] numbers) {
        return Column.OPERATOR_OWN.knownIn(numbers);
    }
}
