package dev.latchkey.riskbench;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Generates worlds: the same seed, the same bytes. Attackers are marked, and no history contains them. */
public final class Generator {
    private static final int ATTACKING = 21;

    /** Half a minute, in days. */
    private static final double A_MOMENT = 30 / 86_400.0;

    private final int users;
    private final int attacks;
    private final Variant variant;

    private enum Variant {
        USUAL,
        POISONED,
        ACTIVE
    }

    private Generator(int users, int attacks, Variant variant) {
        this.users = users;
        this.attacks = attacks;
        this.variant = variant;
    }

    /** Returns a generator of worlds of that size; the whole benchmark uses {@link #full()}. */
    public static Generator of(int users, int attacks) {
        return new Generator(users, attacks, Variant.USUAL);
    }

    /** Returns the generator of the report. */
    public static Generator full() {
        return of(Assumptions.USERS, Assumptions.ATTACKS);
    }

    /**
     * Returns the variant in which each of three kinds of attackers signed in a few times before, unnoticed and
     * therefore learnt, on the device and network of the attack that counts.
     */
    Generator poisoned() {
        return new Generator(users, attacks, Variant.POISONED);
    }

    /**
     * Returns the variant in which attackers come when owners do: an owner's login is drawn, and the attack comes just
     * before it. Then neither how often an account is used nor how long it was not says anything.
     */
    Generator active() {
        return new Generator(users, attacks, Variant.ACTIVE);
    }

    /** The attackers of the poisoned variant. */
    static final Set<Attacker> POISONERS = Set.of(Attacker.VPN, Attacker.TARGETED, Attacker.SYNC_FABRIC);

    /** Returns the world of a seed. */
    public World world(long seed) {
        long tuneFrom = Person.at(Assumptions.DAYS * Assumptions.TUNE_FROM);
        long testFrom = Person.at(Assumptions.DAYS * Assumptions.TEST_FROM);
        List<Person> people = new ArrayList<>();
        List<List<Login>> histories = new ArrayList<>();
        List<Login> rows = new ArrayList<>();
        for (int i = 0; i < users; i++) {
            Person person = new Person(seed, i);
            people.add(person);
            histories.add(person.history());
            rows.addAll(histories.getLast());
        }
        List<Login> unnoticed = new ArrayList<>();
        Set<Attacker> kinds = variant == Variant.POISONED ? POISONERS : Attacker.GENERATED;
        for (Attacker kind : Attacker.GENERATED) {
            if (kinds.contains(kind)) {
                attack(seed, kind, people, histories, rows, unnoticed);
            }
        }
        return sorted(seed, rows, unnoticed, tuneFrom, testFrom);
    }

    private void attack(
            long seed,
            Attacker kind,
            List<Person> people,
            List<List<Login>> histories,
            List<Login> rows,
            List<Login> unnoticed) {
        Dice dice = Dice.of(seed, ATTACKING, kind.ordinal());
        double from = Assumptions.DAYS * Assumptions.TUNE_FROM;
        List<Visit> visits = variant == Variant.ACTIVE ? visits(histories, Person.at(from)) : List.of();
        for (int made = 0; made < attacks; ) {
            int number = dice.below(users);
            double day = dice.between(from, Assumptions.DAYS);
            if (variant == Variant.ACTIVE) {
                Visit visit = visits.get(dice.below(visits.size()));
                number = visit.number();
                day = Person.day(visit.at()) - A_MOMENT;
            }
            Optional<Login> before = lastBefore(histories.get(number), Person.at(day));
            Person victim = people.get(number);
            if (before.filter(row -> Attacks.possible(kind, victim, row)).isEmpty()) {
                continue;
            }
            Login last = before.get();
            made++;
            Draft draft = Attacks.draft(kind, victim, last, day, dice);
            if (variant == Variant.POISONED) {
                double since = Math.min(Assumptions.POISON_DAYS, day - Person.day(last.at()));
                poison(draft, kind, day, since, dice, unnoticed);
            }
            rows.add(draft.login(-1, kind));
        }
    }

    /** Logins that an attack can come just before: in the period, and not the first of an account. */
    private static List<Visit> visits(List<List<Login>> histories, long from) {
        List<Visit> visits = new ArrayList<>();
        for (int number = 0; number < histories.size(); number++) {
            List<Login> history = histories.get(number);
            for (int i = 1; i < history.size(); i++) {
                if (history.get(i).at() >= from) {
                    visits.add(new Visit(number, history.get(i).at()));
                }
            }
        }
        return visits;
    }

    private record Visit(int number, long at) {}

    /** The attacker's earlier visits; by the last of them the service had given the device a cookie and a key. */
    private static void poison(Draft draft, Attacker kind, double day, double since, Dice dice, List<Login> unnoticed) {
        double step = since / (Assumptions.POISON_LOGINS + 1);
        for (int i = 0; i < Assumptions.POISON_LOGINS; i++) {
            double when = day - since + step * (i + dice.uniform());
            Draft visit = new Draft(Person.at(when), draft.user, draft.spot, draft.agent);
            visit.device = draft.device;
            visit.continuity = i == 0 ? Extras.Continuity.NEW : Extras.Continuity.PROVEN;
            visit.credential = draft.credential;
            visit.synced = draft.synced;
            visit.provider = draft.provider;
            visit.verified = draft.verified;
            double earlier = (day - when) * 24;
            visit.credentialAgeHours = draft.credentialAgeHours - earlier;
            visit.accountAgeHours = draft.accountAgeHours - earlier;
            visit.sinceRecoveryHours = draft.sinceRecoveryHours - earlier;
            unnoticed.add(visit.login(-1, kind));
        }
        draft.continuity = Extras.Continuity.PROVEN;
    }

    private static World sorted(long seed, List<Login> rows, List<Login> unnoticed, long tuneFrom, long testFrom) {
        record Marked(Login row, boolean poison) {}
        List<Marked> all = new ArrayList<>(rows.size() + unnoticed.size());
        rows.forEach(row -> all.add(new Marked(row, false)));
        unnoticed.forEach(row -> all.add(new Marked(row, true)));
        all.sort(Comparator.comparingLong(marked -> marked.row().at()));
        List<Login> numbered = new ArrayList<>(all.size());
        BitSet poison = new BitSet();
        for (Marked marked : all) {
            poison.set(numbered.size(), marked.poison());
            numbered.add(marked.row().numbered(numbered.size()));
        }
        return new World(seed, numbered, poison, tuneFrom, testFrom);
    }

    /** Returns the last row before that time. */
    private static Optional<Login> lastBefore(List<Login> history, long at) {
        return history.stream().filter(row -> row.at() < at).reduce((earlier, later) -> later);
    }
}
