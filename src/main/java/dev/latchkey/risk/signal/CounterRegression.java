package dev.latchkey.risk.signal;

/** A signature counter that did not grow (WebAuthn L3 §6.1.1): a clone or a faulty authenticator. */
record CounterRegression() implements Signal {
    @Override
    public double read(float[] numbers, Constants constants) {
        return Column.COUNTER_REGRESSED.isSetIn(numbers) ? 1 : 0;
    }

    @Override
    public boolean known(float[] numbers) {
        return true;
    }
}
