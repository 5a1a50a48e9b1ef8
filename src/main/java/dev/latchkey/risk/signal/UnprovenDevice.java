package dev.latchkey.risk.signal;

/** The device did not sign with a key of its own. Most do; who copied a session or passed from afar cannot. */
record UnprovenDevice() implements Signal {
    private static final int PROVEN = 1;

    @Override
    public double read(float[] numbers, Constants constants) {
        return Column.CONTINUITY.in(numbers) > PROVEN ? 1 : 0;
    }

    @Override
    public boolean known(float[] numbers) {
        return Column.CONTINUITY.isSetIn(numbers);
    }
}
