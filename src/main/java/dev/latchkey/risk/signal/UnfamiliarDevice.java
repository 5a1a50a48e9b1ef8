package dev.latchkey.risk.signal;

/** A device this account was not used on before; how surprising depends on how often it brings a new one. */
record UnfamiliarDevice() implements Signal {
    private static final double COPIED = 0.02;

    @Override
    public double read(float[] numbers, Constants constants) {
        int continuity = (int) Column.CONTINUITY.in(numbers);
        if (continuity == 0) {
            return 0;
        }
        double logins = Column.LOGINS.in(numbers);
        double mixed = constants.devicePull(logins) * Backoff.novelty(Column.DEVICE_NEW.in(numbers), logins, constants);
        boolean unfamiliar = continuity >= 3;
        double own = unfamiliar ? 0 : Math.max(Column.DEVICE_OWN.in(numbers), 0);
        double account = (own + mixed) / (Math.max(own, logins) + mixed);
        // Somebody else shows an unfamiliar device nearly always, and a familiar one when they copied its cookie.
        return Backoff.surprise((unfamiliar ? 1 : COPIED) / account) - Backoff.surprise(unfamiliar ? 1 : COPIED);
    }

    @Override
    public boolean known(float[] numbers) {
        return Column.CONTINUITY.isSetIn(numbers);
    }
}
