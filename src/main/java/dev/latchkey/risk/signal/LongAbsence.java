package dev.latchkey.risk.signal;

/**
 * A long time since the account was last seen. Whoever picks a victim does not mind; owners come more often to an account
 * they use. Freeman's p(u|A)/p(u|L) says the same by counting; this goes by the time alone, so that coming often buys
 * nothing. A device that proves itself by its own key is simply back.
 */
record LongAbsence() implements Signal {
    private static final double USUAL_DAYS = 3;
    private static final double WEEK = 7;

    @Override
    public double read(float[] numbers, Constants constants) {
        float days = Column.GAP_DAYS.in(numbers);
        return days > USUAL_DAYS ? StrictMath.log1p((days - USUAL_DAYS) / WEEK) * Vouching.left(numbers, constants) : 0;
    }

    @Override
    public boolean known(float[] numbers) {
        return Column.GAP_DAYS.knownIn(numbers);
    }
}
