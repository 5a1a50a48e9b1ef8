package dev.latchkey.riskbench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * The number the papers report: among users with 12 to 39 logins behind them, the median share of a user's logins that
 * is asked, at the smallest budget that catches so many of the attacks on such users.
 */
final class Frequent {
    private static final int FROM = 12;
    private static final int TO = 39;

    /** For every user's logins and every attack: the place of the smallest budget under which it is asked. */
    private final Map<String, List<Integer>> users = new HashMap<>();

    private final Map<Attacker, List<Integer>> attacks = new EnumMap<>(Attacker.class);
    private int worlds;

    void add(Trial trial, ToIntFunction<Trial.Scored> smallestBudget) {
        worlds++;
        for (Trial.Scored scored : trial.genuine) {
            if (frequent(scored)) {
                users.computeIfAbsent(worlds + "/" + scored.user(), user -> new ArrayList<>(2))
                        .add(smallestBudget.applyAsInt(scored));
            }
        }
        for (Trial.Scored scored : trial.hostile) {
            if (frequent(scored)) {
                attacks.computeIfAbsent(scored.attacker(), kind -> new ArrayList<>())
                        .add(smallestBudget.applyAsInt(scored));
            }
        }
    }

    /** Returns the median; NaN if nobody was attacked. */
    double median(Attacker kind, double share) {
        int[] needed = sorted(attacks.getOrDefault(kind, List.of()));
        if (needed.length == 0 || users.isEmpty()) {
            return Double.NaN;
        }
        int budget = needed[Math.min(needed.length, (int) StrictMath.ceil(share * needed.length)) - 1];
        double[] rates = users.values().stream()
                .mapToDouble(places -> (double)
                                places.stream().filter(place -> place <= budget).count()
                        / places.size())
                .sorted()
                .toArray();
        return rates[rates.length / 2];
    }

    /** Returns how many attacks stand behind the number. */
    int attacks(Attacker kind) {
        return attacks.getOrDefault(kind, List.of()).size();
    }

    private static boolean frequent(Trial.Scored scored) {
        return scored.logins() >= FROM && scored.logins() <= TO;
    }

    private static int[] sorted(Collection<Integer> places) {
        return places.stream().mapToInt(Integer::intValue).sorted().toArray();
    }
}
