package dev.latchkey.risk.signal;

/** A browser older than the one last seen. Evidence, because browsers update themselves; an upgrade is none. */
record BrowserRegression() implements Signal {
    @Override
    public double read(float[] numbers, Constants constants) {
        float back = Column.MAJORS_BACK.in(numbers);
        return back > 0 ? StrictMath.log1p(back) : 0;
    }

    @Override
    public boolean known(float[] numbers) {
        return Column.MAJORS_BACK.knownIn(numbers);
    }
}
