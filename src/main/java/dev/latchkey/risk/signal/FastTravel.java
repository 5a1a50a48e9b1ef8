package dev.latchkey.risk.signal;

/** Further from the last place than a plane could have brought anybody in the time. */
record FastTravel() implements Signal {
    private static final double FREE_KM = 100;
    private static final double LEAST_HOURS = 0.25;
    private static final double AIRLINER_KM_PER_HOUR = 900;

    @Override
    public double read(float[] numbers, Constants constants) {
        float distance = Column.TRAVEL.in(numbers);
        if (Float.isNaN(distance)) {
            return 0;
        }
        double logins = Column.LOGINS.in(numbers);
        double novelty = Backoff.novelty(Column.COUNTRY_NEW.in(numbers), logins, constants);
        double hours = Math.max(Column.TRAVEL_HOURS.in(numbers), LEAST_HOURS);
        // Geo data are coarse: the first stretch is free.
        double speed = Math.max(distance - FREE_KM, 0) / hours;
        return StrictMath.log1p(speed / AIRLINER_KM_PER_HOUR) * (1 - novelty) * Vouching.left(numbers, constants);
    }

    @Override
    public boolean known(float[] numbers) {
        return Column.TRAVEL.knownIn(numbers);
    }
}
