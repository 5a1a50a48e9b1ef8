package dev.latchkey.riskbench;

import java.util.List;

/**
 * The log-odds algorithm of the adaptive authentication extension for Keycloak (mabartos/keycloak-adaptive-authn): the
 * sum of graded evidence, every evaluator trusted fully, no bias. Grades and their values are those of its guide: new
 * browser, new system, new device; place by city, country and possible travel; failures; distance from the usual hour.
 */
final class KeycloakLogOdds implements Scorer {
    private static final double TRUST = -0.3;
    private static final double VERY_SMALL = 0.1;
    private static final double SMALL = 0.4;
    private static final double MEDIUM = 0.8;
    private static final double HIGH = 1.5;
    private static final double VERY_HIGH = 2.0;
    private static final double POSSIBLE_KILOMETRES_PER_HOUR = 900;
    private static final double DAY_HOURS = 24;

    private final Histories histories = new Histories();

    @Override
    public String name() {
        return "Keycloak log-odds";
    }

    @Override
    public double score(Login attempt) {
        List<Login> own = histories.of(attempt.user());
        if (own.isEmpty()) {
            return 0;
        }
        boolean device = own.stream().anyMatch(row -> sameDevice(row, attempt));
        boolean browser = own.stream().anyMatch(row -> row.browser().equals(attempt.browser()));
        boolean os = own.stream().anyMatch(row -> row.os().equals(attempt.os()));
        return (device ? TRUST : MEDIUM)
                + (browser ? TRUST : MEDIUM)
                + (os ? TRUST : MEDIUM)
                + place(own, attempt)
                + failures(attempt.extras().accountFailures())
                + hour(own, attempt);
    }

    @Override
    public void learn(Login genuine) {
        histories.add(genuine);
    }

    private static boolean sameDevice(Login row, Login attempt) {
        String device = attempt.extras().device();
        return device.isEmpty()
                ? row.userAgent().equals(attempt.userAgent())
                : device.equals(row.extras().device());
    }

    private static double place(List<Login> own, Login attempt) {
        boolean country = own.stream().anyMatch(row -> row.country().equals(attempt.country()));
        boolean city = own.stream()
                .anyMatch(row ->
                        row.country().equals(attempt.country()) && row.city().equals(attempt.city()));
        if (country) {
            return city ? TRUST : VERY_SMALL;
        }
        Login last = own.getLast();
        double hours = Math.max(0.1, (attempt.at() - last.at()) / 3_600_000.0);
        return kilometres(last.extras(), attempt.extras()) / hours > POSSIBLE_KILOMETRES_PER_HOUR ? VERY_HIGH : MEDIUM;
    }

    private static double failures(double count) {
        if (count <= 2) {
            return 0;
        } else if (count <= 5) {
            return SMALL;
        } else if (count < 10) {
            return MEDIUM;
        }
        return count < 15 ? HIGH : VERY_HIGH;
    }

    private static double hour(List<Login> own, Login attempt) {
        double apart = own.stream()
                .mapToDouble(row -> apart(hour(row.at()), hour(attempt.at())))
                .min()
                .orElse(0);
        if (apart <= 2) {
            return TRUST;
        } else if (apart <= 4) {
            return SMALL;
        }
        return apart <= 6 ? MEDIUM : HIGH;
    }

    private static double hour(long at) {
        return at / 3_600_000.0 % DAY_HOURS;
    }

    private static double apart(double one, double other) {
        double apart = Math.abs(one - other);
        return Math.min(apart, DAY_HOURS - apart);
    }

    /** Great-circle distance; 0 if one of them is unknown. */
    static double kilometres(Extras from, Extras to) {
        double a = StrictMath.toRadians(from.latitude());
        double b = StrictMath.toRadians(to.latitude());
        double across = StrictMath.toRadians(to.longitude() - from.longitude());
        double half = StrictMath.pow(StrictMath.sin((b - a) / 2), 2)
                + StrictMath.cos(a) * StrictMath.cos(b) * StrictMath.pow(StrictMath.sin(across / 2), 2);
        double distance = 2 * 6_371 * StrictMath.asin(Math.min(1, StrictMath.sqrt(half)));
        return Double.isNaN(distance) ? 0 : distance;
    }
}
