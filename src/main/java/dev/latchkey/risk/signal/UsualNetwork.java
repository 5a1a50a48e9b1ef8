package dev.latchkey.risk.signal;

/** The network this account mostly uses; speaks for somebody of the same household. A worse network lowers it. */
record UsualNetwork() implements Signal {
    @Override
    public double read(float[] numbers, Constants constants) {
        float own = Column.NETWORK_OWN.in(numbers);
        return own > 0 ? own / (Column.LOGINS.in(numbers) + 1) : 0;
    }

    @Override
    public boolean known(float[] numbers) {
        return Column.NETWORK_OWN.knownIn(numbers);
    }
}
