package dev.latchkey.riskbench;

import java.util.List;
import java.util.function.Predicate;

/**
 * Apereo CAS's risk calculators with its documented defaults: of the user's events within 30 days, one minus the share
 * that agrees, for the address, the user agent, the place and the time of day (within two hours), and the mean of the
 * four. Without any such event an attempt has the highest risk.
 */
final class CasMean implements Scorer {
    private static final long RECENT_MILLIS = 30L * 86_400_000;
    private static final long DAY_MILLIS = 86_400_000;
    private static final long WINDOW_MILLIS = 2L * 3_600_000;

    private final Histories histories = new Histories();

    @Override
    public String name() {
        return "CAS mean";
    }

    @Override
    public double score(Login attempt) {
        List<Login> recent = histories.of(attempt.user()).stream()
                .filter(row -> row.at() >= attempt.at() - RECENT_MILLIS)
                .toList();
        if (recent.isEmpty()) {
            return 1;
        }
        return (risk(recent, row -> row.address().equals(attempt.address()))
                        + risk(recent, row -> row.userAgent().equals(attempt.userAgent()))
                        + risk(
                                recent,
                                row -> row.city().equals(attempt.city())
                                        && row.country().equals(attempt.country()))
                        + risk(recent, row -> hoursApart(row.at(), attempt.at()) <= WINDOW_MILLIS))
                / 4;
    }

    @Override
    public void learn(Login genuine) {
        histories.add(genuine);
    }

    private static double risk(List<Login> recent, Predicate<Login> agrees) {
        return 1 - (double) recent.stream().filter(agrees).count() / recent.size();
    }

    private static long hoursApart(long one, long other) {
        long apart = Math.floorMod(one - other, DAY_MILLIS);
        return Math.min(apart, DAY_MILLIS - apart);
    }
}
