package dev.latchkey.risk.signal;

/**
 * A value of one level of a chain that is new to the account, or rare for it. Once a coarse level is new, the finer
 * ones below it add little: they follow from it.
 *
 * @param level which level
 */
record UnfamiliarLevel(Level level) implements Signal {
    @Override
    public double read(float[] numbers, Constants constants) {
        float own = level.own().in(numbers);
        if (Float.isNaN(own)) {
            return 0;
        }
        double logins = Column.LOGINS.in(numbers);
        double parent = level.ownParent().in(numbers);
        double novelty = Backoff.novelty(level.fresh().in(numbers), logins, constants);
        double everybody =
                Backoff.everybody(level.all().in(numbers), level.allParent().in(numbers), constants.choices(level));
        double account = Backoff.account(Math.max(own, 0), parent, novelty, everybody, constants.pull(level, parent));
        double surprise = Backoff.surprise(everybody / account);
        return level.vouchedFor() ? surprise * Vouching.left(numbers, constants) : surprise;
    }

    @Override
    public boolean known(float[] numbers) {
        return level.own().knownIn(numbers);
    }
}
