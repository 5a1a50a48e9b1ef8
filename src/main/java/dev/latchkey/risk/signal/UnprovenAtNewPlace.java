package dev.latchkey.risk.signal;

/**
 * A device that does not sign with a key of its own, at an operator the account never used. A cookie may have been copied
 * together with the session it belongs to, so it vouches for nothing away from home. Silent about a new device where
 * {@link PasskeyAtNewPlace} speaks, which weighs the same more heavily; not about one that hides itself.
 */
record UnprovenAtNewPlace() implements Signal {
    private static final int PROVEN = 1;
    private static final int NEW = 3;

    @Override
    public double read(float[] numbers, Constants constants) {
        float continuity = Column.CONTINUITY.in(numbers);
        boolean saidAlready = continuity == NEW && PasskeyElsewhere.isSoIn(numbers);
        return continuity > PROVEN && !saidAlready && Column.OPERATOR_OWN.in(numbers) <= 0 ? 1 : 0;
    }

    @Override
    public boolean known(float[] numbers) {
        return Column.CONTINUITY.isSetIn(numbers) && Column.OPERATOR_OWN.knownIn(numbers);
    }
}
