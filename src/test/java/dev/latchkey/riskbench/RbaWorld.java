package dev.latchkey.riskbench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The public data set as a world. The file is streamed; kept are the successful logins of a share of its users
 * ({@code risk.csv.share}, default 0.02) and every reported takeover with its victim's history. Attackers are played as
 * in W22, from values other rows of the file have: their networks on the list of attacking addresses, popular or the
 * victim's browsers.
 */
final class RbaWorld {
    private static final int ATTACKS = 2_000;
    private static final List<Attacker> KINDS =
            List.of(Attacker.NAIVE, Attacker.VPN, Attacker.TARGETED, Attacker.VERY_TARGETED);

    private final List<Login> genuine;
    private final Map<String, List<Login>> places = new HashMap<>();
    private final Map<Long, List<Login>> users = new HashMap<>();

    private RbaWorld(List<Login> genuine) {
        this.genuine = genuine;
        for (Login row : genuine) {
            users.computeIfAbsent(row.user(), user -> new ArrayList<>(2)).add(row);
            place("city " + row.country() + row.region() + row.city(), row);
            place("asn " + row.asn(), row);
            place("country " + row.country(), row);
            if (row.attackAddress()) {
                place("listed", row);
                place("listed " + row.country(), row);
            }
        }
    }

    /** Returns the file as a world; files of ours keep the attackers they have. */
    static World read(Path csv) throws IOException {
        double share = Double.parseDouble(System.getProperty("risk.csv.share", "0.02"));
        Set<Long> victims = new HashSet<>();
        try (BufferedReader file = Files.newBufferedReader(csv)) {
            RbaFile.read(file, row -> {
                if (row.takeover()) {
                    victims.add(row.user());
                }
            });
        }
        List<Login> rows = new ArrayList<>();
        try (BufferedReader file = Files.newBufferedReader(csv)) {
            RbaFile.read(file, row -> {
                boolean sampled = Dice.of(4, row.user()).chance(share) || victims.contains(row.user());
                if (row.successful() && sampled) {
                    rows.add(row);
                }
            });
        }
        return of(rows);
    }

    /** Returns the rows as a world, with played attackers unless the rows have generated ones. */
    static World of(List<Login> rows) {
        List<Login> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparingLong(Login::at));
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("no successful login of a sampled user in the file");
        }
        long from = sorted.getFirst().at();
        long length = sorted.getLast().at() - from;
        long tuneFrom = from + (long) (length * Assumptions.TUNE_FROM);
        long testFrom = from + (long) (length * Assumptions.TEST_FROM);
        if (sorted.stream().allMatch(row -> row.attacker() == Attacker.NONE || row.attacker() == Attacker.REPORTED)) {
            List<Login> genuine =
                    sorted.stream().filter(row -> !row.attacker().hostile()).toList();
            sorted.addAll(new RbaWorld(genuine).attacks(testFrom, from + length));
            sorted.sort(Comparator.comparingLong(Login::at));
        }
        List<Login> numbered = new ArrayList<>(sorted.size());
        for (Login row : sorted) {
            numbered.add(row.numbered(numbered.size()));
        }
        return new World(0, numbered, new BitSet(), tuneFrom, testFrom);
    }

    private void place(String key, Login row) {
        places.computeIfAbsent(key, any -> new ArrayList<>()).add(row);
    }

    private List<Login> attacks(long from, long until) {
        List<Long> names = users.keySet().stream().sorted().toList();
        List<Login> attacks = new ArrayList<>();
        for (Attacker kind : KINDS) {
            Dice dice = Dice.of(5, kind.ordinal());
            for (int i = 0; i < ATTACKS; i++) {
                List<Login> history = users.get(dice.pick(names));
                long at = from + (long) (dice.uniform() * (until - from));
                history.stream()
                        .filter(row -> row.at() < at)
                        .reduce((earlier, later) -> later)
                        .ifPresent(last -> attacks.add(attack(kind, last, at, dice)));
            }
        }
        return attacks;
    }

    private Login attack(Attacker kind, Login victim, long at, Dice dice) {
        long user = victim.user();
        String country = victim.country();
        Login anybody = dice.pick(genuine);
        Login compatriot = from("country " + country, user, dice, anybody);
        Login network = switch (kind) {
            case NAIVE -> from("listed", user, dice, anybody);
            case VPN -> from("listed " + country, user, dice, compatriot);
            case TARGETED -> from("city " + country + victim.region() + victim.city(), user, dice, compatriot);
            default -> from("asn " + victim.asn(), user, dice, compatriot);
        };
        boolean exact = kind == Attacker.VERY_TARGETED
                || kind == Attacker.TARGETED && dice.chance(Assumptions.TARGETED_EXACT_AGENT);
        Login agent = exact ? victim : compatriot;
        return new Login(
                -1,
                at,
                victim.user(),
                Double.NaN,
                network.address(),
                network.country(),
                network.region(),
                network.city(),
                network.asn(),
                agent.userAgent(),
                agent.browser(),
                agent.os(),
                agent.deviceType(),
                true,
                network.attackAddress(),
                true,
                Extras.UNKNOWN,
                kind);
    }

    /** Returns a row of somebody else's in that place. */
    private Login from(String key, long victim, Dice dice, Login otherwise) {
        List<Login> rows = places.getOrDefault(key, List.of());
        for (int tries = 0; tries < 8 && !rows.isEmpty(); tries++) {
            Login row = dice.pick(rows);
            if (row.user() != victim) {
                return row;
            }
        }
        return otherwise;
    }
}
