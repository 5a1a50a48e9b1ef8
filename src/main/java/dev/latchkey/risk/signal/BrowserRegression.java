package dev.latchkey.risk.signal;

/**
 * A browser older than the one last seen. Evidence, because browsers update themselves; an upgrade is none. Whoever hides
 * the browser every time, or changes it every time, has shown nothing new by it.
 */
record BrowserRegression() implements Signal {
    @Override
    public double read(float[] numbers, Constants constants) {
        float back = Column.MAJORS_BACK.in(numbers);
        if (!(back > 0)) {
            return 0;
        }
        double novelty = Backoff.novelty(Column.BROWSER_NEW.in(numbers), Column.LOGINS.in(numbers), constants);
        return StrictMath.log1p(back) * constants.left(novelty);
    }

    @Override
    public boolean known(float[] numbers) {
        return Column.MAJORS_BACK.knownIn(numbers);
    }
}
