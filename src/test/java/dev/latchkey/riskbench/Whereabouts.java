package dev.latchkey.riskbench;

import dev.latchkey.riskbench.Atlas.Country;
import dev.latchkey.riskbench.Atlas.Provider;
import dev.latchkey.riskbench.Atlas.Spot;

/** From which networks a person comes: home with its leases, telephone, work, friends, journeys and a VPN. */
final class Whereabouts {
    private static final int HOME = 1;
    private static final int LEASE = 2;
    private static final int WEEK = 3;
    private static final int OWN = 4;
    private static final int EMPLOYER = 5;

    private final long seed;
    private final long household;
    private final long user;
    private final int countryIndex;
    private final Country country;
    private final int city;
    private final Provider fixed;
    private final Provider mobile;
    private final double leaseDays;
    private final double leasePhase;
    private final int homeNet;
    private final boolean employed;
    private final Spot work;
    private final boolean vpnUser;
    private final Provider vpn;
    private final double travel;
    private final boolean kioskUser;
    private boolean crowded;

    Whereabouts(long seed, long household, long user) {
        this.seed = seed;
        this.household = household;
        this.user = user;
        Dice home = Dice.of(seed, household, HOME);
        countryIndex = Atlas.WORLD.populated(home);
        country = Atlas.WORLD.country(countryIndex);
        city = country.cityWeights().pick(home);
        fixed = country.access().get(country.accessWeights().pick(home));
        // How long a lease lasts is the provider's habit more than the household's.
        Dice habit = Dice.of(1, fixed.asn());
        leaseDays = habit.logUniform(Assumptions.LEASE_FROM, Assumptions.LEASE_TO) * home.between(0.8, 1.25);
        leasePhase = home.between(0, leaseDays);
        homeNet = home.below(1 << 20);

        Dice own = Dice.of(seed, user, OWN);
        mobile = country.mobile().get(country.mobileWeights().pick(own));
        employed = own.chance(Assumptions.EMPLOYED);
        work = employer(own);
        vpnUser = own.chance(Assumptions.VPN_USERS);
        vpn = country.hosting().get(own.below(8));
        travel = own.chance(Assumptions.TRAVELLERS) ? Assumptions.TRAVEL_OFTEN : Assumptions.TRAVEL_SELDOM;
        kioskUser = own.chance(Assumptions.KIOSK_USERS);
    }

    /** Returns where a login of the person on such a device comes from. */
    Spot spot(double day, boolean phone, Dice dice) {
        crowded = false;
        if (vpnUser && dice.chance(Assumptions.VPN_LOGINS)) {
            crowded = true;
            return exit(dice);
        }
        Dice week = Dice.of(seed, user, WEEK, (long) StrictMath.floor(day / 7));
        if (week.chance(travel)) {
            return away(week, phone, dice);
        }
        double where = dice.uniform();
        if (phone && where < Assumptions.PHONE_MOBILE) {
            crowded = true;
            return mobile(dice);
        }
        double rest = phone ? where - Assumptions.PHONE_MOBILE : where;
        if (rest < Assumptions.ELSEWHERE) {
            int there = dice.chance(Assumptions.ELSEWHERE_FAR)
                    ? country.cityWeights().pick(dice)
                    : city;
            return residential(countryIndex, there, dice);
        }
        if (employed && rest < Assumptions.ELSEWHERE + Assumptions.AT_WORK) {
            return work;
        }
        return home(day);
    }

    /** Returns whether the last {@link #spot} is shared by many (CGNAT, VPN), so that strangers' failures show there. */
    boolean crowded() {
        return crowded;
    }

    boolean kioskUser() {
        return kioskUser;
    }

    /** Returns a public computer of the city. */
    Spot kiosk(Dice dice) {
        return country.spot(country.access().get(0), city, dice.below(5), 9);
    }

    /** Returns a place on the person's own mobile network. */
    Spot mobile(Dice dice) {
        boolean far = dice.chance(Assumptions.FAR_GATEWAY);
        int gateway = far ? dice.below(Atlas.GATEWAY_CITIES) : city % Atlas.GATEWAY_CITIES;
        return country.spot(mobile, gateway, dice.below(Assumptions.NEAR_GATEWAYS), 1 + dice.below(250));
    }

    /** Returns a place on the person's mobile network, far from its usual gateways. */
    Spot farGateway(Dice dice) {
        int gateway = (city + 1 + dice.below(Atlas.GATEWAY_CITIES - 1)) % Atlas.GATEWAY_CITIES;
        return country.spot(mobile, gateway, dice.below(Assumptions.NEAR_GATEWAYS), 1 + dice.below(250));
    }

    /** Returns another household of the same provider and city. */
    Spot neighbour(Dice dice) {
        return country.spot(fixed, city, dice.below(1 << 20), 1 + dice.below(250));
    }

    int country() {
        return countryIndex;
    }

    int city() {
        return city;
    }

    /** Returns some household's connection in a city. */
    static Spot residential(int countryIndex, int city, Dice dice) {
        Country there = Atlas.WORLD.country(countryIndex);
        Provider provider = there.access().get(there.accessWeights().pick(dice));
        return there.spot(provider, city, dice.below(1 << 20), 1 + dice.below(250));
    }

    /** Returns a household's connection anywhere in a country. */
    static Spot residential(int countryIndex, Dice dice) {
        return residential(
                countryIndex, Atlas.WORLD.country(countryIndex).cityWeights().pick(dice), dice);
    }

    /** Returns a rented machine or VPN exit in a country. */
    static Spot hosted(int countryIndex, Dice dice) {
        Country there = Atlas.WORLD.country(countryIndex);
        return there.spot(dice.pick(there.hosting()), 0, dice.below(1 << 20), 1 + dice.below(250));
    }

    private Spot home(double day) {
        long lease = (long) StrictMath.floor((day + leasePhase) / leaseDays);
        Dice dice = Dice.of(seed, household, LEASE, lease);
        int net = dice.chance(Assumptions.LEASE_SAME_NET) ? homeNet : dice.below(1 << 20);
        return country.spot(fixed, city, net, 1 + dice.below(250));
    }

    private Spot exit(Dice dice) {
        int there = dice.chance(Assumptions.VPN_HOME_EXIT) ? countryIndex : Atlas.WORLD.abroad(countryIndex, dice);
        Country exit = Atlas.WORLD.country(there);
        Provider provider =
                exit.hosting().get((int) (vpn.asn() - exit.hosting().get(0).asn()));
        return exit.spot(provider, 0, dice.below(1 << 20), 1 + dice.below(250));
    }

    private Spot away(Dice week, boolean phone, Dice dice) {
        int there = week.chance(Assumptions.TRAVEL_ABROAD) ? Atlas.WORLD.abroad(countryIndex, week) : countryIndex;
        Spot hotel = residential(there, week);
        if (phone && dice.chance(Assumptions.ROAMING)) {
            crowded = true;
            return mobile(dice);
        }
        return hotel;
    }

    private Spot employer(Dice own) {
        int number = Weights.zipf(Assumptions.EMPLOYERS, 1).pick(own);
        Dice dice = Dice.of(1, EMPLOYER, countryIndex, number, city);
        Provider provider = country.access().get(country.accessWeights().pick(dice));
        return country.spot(provider, city, dice.below(1 << 20), 254);
    }
}
