package dev.latchkey.riskbench;

import java.util.List;

/**
 * The rules many services write first: low if the device is known, medium if only the country is, high if neither is.
 * Without a device in the data, the user agent stands for it.
 */
final class ThreeLevels implements Scorer {
    private final Histories histories = new Histories();

    @Override
    public String name() {
        return "Three levels";
    }

    @Override
    public double score(Login attempt) {
        List<Login> own = histories.of(attempt.user());
        String device = attempt.extras().device();
        boolean shown = switch (attempt.extras().continuity()) {
            case PROVEN, COOKIE, UNKNOWN -> true;
            case NEW, CHANGED, WITHHELD -> false;
        };
        boolean known = shown
                && own.stream()
                        .anyMatch(row -> device.isEmpty()
                                ? row.userAgent().equals(attempt.userAgent())
                                : device.equals(row.extras().device()));
        if (known) {
            return 0;
        }
        return own.stream().anyMatch(row -> row.country().equals(attempt.country())) ? 1 : 2;
    }

    @Override
    public void learn(Login genuine) {
        histories.add(genuine);
    }
}
