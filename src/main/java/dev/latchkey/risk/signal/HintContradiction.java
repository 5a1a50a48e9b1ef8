package dev.latchkey.risk.signal;

/** Client hints that contradict the user agent. */
record HintContradiction() implements Signal {
    @Override
    public double read(float[] numbers, Constants constants) {
        return Column.HINT_CONTRADICTION.isSetIn(numbers) ? 1 : 0;
    }

    @Override
    public boolean known(float[] numbers) {
        return true;
    }
}
