package dev.latchkey.risk.signal;

/** A browser new to the account that hardly anybody uses: scripts look like this. What is withheld is the rarest. */
record RareAgent() implements Signal {
    private static final double CHOICES = 200;
    private static final double SCALE = 4;

    @Override
    public double read(float[] numbers, Constants constants) {
        float own = Column.BROWSER_OWN.in(numbers);
        float all = Column.SYSTEM_ALL_PARENT.in(numbers);
        if (Float.isNaN(own) || all <= 0) {
            return 0;
        }
        double everybody = Backoff.everybody(Column.BROWSER_ALL.in(numbers), all, CHOICES);
        return -StrictMath.log(everybody) / (1 + Math.max(own, 0)) / SCALE;
    }

    @Override
    public boolean known(float[] numbers) {
        return Column.BROWSER_OWN.knownIn(numbers);
    }
}
