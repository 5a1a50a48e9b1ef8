package dev.latchkey.risk.signal;

/**
 * A passkey on a system it was not used on: p(system | passkey, u) backs off to what everybody does with passkeys of
 * this provider, and is set against how common the system is. A passkey of a telephone maker's cloud turns up on its
 * other devices, hardly ever on a rival's; one that is not synced turns up nowhere else.
 */
record PasskeyOnOtherSystem() implements Signal {
    private static final double SYSTEMS = 100;
    private static final double BOUND = 0.05;
    /** How common the system is on which somebody else would use it. */
    private static final double TYPICAL = 0.2;

    @Override
    public double read(float[] numbers, Constants constants) {
        float own = Column.HOLDER_OWN.in(numbers);
        double passkey = Column.CREDENTIAL_OWN.in(numbers);
        if (Float.isNaN(own) || !(passkey > 0)) {
            return 0;
        }
        double pull = (Column.SYNCED.isSetIn(numbers) ? 1 : BOUND) * constants.grown(passkey);
        double fresh = Math.max(Column.DEVICE_NEW.in(numbers), constants.noveltyMass() * Column.SYSTEM_NEW.in(numbers));
        double novelty = Backoff.novelty(fresh, Column.LOGINS.in(numbers), constants);
        double provider = Backoff.everybody(Column.HOLDER_ALL.in(numbers), Column.PROVIDER_ALL.in(numbers), SYSTEMS);
        double account = Backoff.account(Math.max(own, 0), passkey, novelty, provider, pull);
        return own > 0 ? 0 : Backoff.surprise(TYPICAL / account);
    }

    @Override
    public boolean known(float[] numbers) {
        return Column.HOLDER_OWN.knownIn(numbers);
    }
}
