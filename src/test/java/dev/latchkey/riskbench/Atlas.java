package dev.latchkey.riskbench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The generated world's map: countries, cities, providers and which /24 is where. It is the same for every seed. The
 * addresses are counted upwards from 1.0.0.0 and say nothing about who uses them outside of here.
 */
final class Atlas {
    /** What a look-up of an address says. */
    record Spot(
            String address, String country, String region, String city, long asn, float latitude, float longitude) {}

    record Place(int country, String code, String region, String city, float latitude, float longitude) {}

    /** A provider within one country: for every city the first of its /24s and how many there are. */
    record Provider(long asn, int country, int[] first, int[] count) {
        Spot spot(Place place, int cityIndex, int net, int host) {
            int block = first[cityIndex] + Math.floorMod(net, count[cityIndex]);
            String address = (block >> 16) + "." + (block >> 8 & 255) + "." + (block & 255) + "." + host;
            return new Spot(
                    address, place.code(), place.region(), place.city(), asn, place.latitude(), place.longitude());
        }
    }

    /** One country: its cities and the providers people, firms, telephones and servers use there. */
    record Country(
            String code,
            List<Place> cities,
            Weights cityWeights,
            List<Provider> access,
            Weights accessWeights,
            List<Provider> mobile,
            Weights mobileWeights,
            List<Provider> hosting) {
        Spot spot(Provider provider, int city, int net, int host) {
            return provider.spot(cities.get(city), city, net, host);
        }
    }

    private static final int ACCESS = 10;
    private static final int MOBILE = 4;
    /** The cities where a mobile provider meets the internet. */
    static final int GATEWAY_CITIES = 4;

    private static final int HOSTING = 12;
    private static final int HOSTING_NETS = 4;

    private static final String[] CODES = {
        "NO", "SE", "DK", "GB", "DE", "PL", "US", "ES", "FI", "NL", "FR", "IT", "LT", "TH", "BR", "IN", "RU", "UA",
        "CN", "VN", "ID", "TR", "ZA", "MX"
    };
    private static final double[] LATITUDES = {
        60, 59, 56, 52, 51, 52, 39, 40, 61, 52, 47, 43, 55, 14, -16, 22, 56, 49, 34, 16, -6, 39, -29, 20
    };
    private static final double[] LONGITUDES = {
        10, 17, 11, -1, 10, 20, -95, -4, 25, 5, 2, 12, 24, 101, -48, 78, 44, 31, 110, 107, 107, 33, 25, -100
    };
    /** In proportion to the addresses on which attacks arrive; assumption, shaped like public abuse reports. */
    private static final Weights HOSTILE =
            Weights.of(1, 1, 1, 4, 6, 3, 18, 2, 1, 8, 4, 2, 2, 3, 8, 8, 9, 4, 12, 7, 6, 3, 2, 3);

    static final Atlas WORLD = new Atlas();

    private final List<Country> countries = new ArrayList<>();
    private final Weights population;
    private int nextBlock = 1 << 16;

    private Atlas() {
        for (int i = 0; i < CODES.length; i++) {
            countries.add(country(i));
        }
        double[] weights = new double[CODES.length];
        double abroad =
                IntStream.range(1, CODES.length).mapToDouble(i -> 1.0 / i).sum();
        for (int i = 1; i < CODES.length; i++) {
            weights[i] = (1 - Assumptions.HOME_COUNTRY) / i / abroad;
        }
        weights[0] = Assumptions.HOME_COUNTRY;
        population = Weights.of(weights);
    }

    Country country(long index) {
        return countries.get((int) index);
    }

    /** Returns a country as users live in it. */
    int populated(Dice dice) {
        return population.pick(dice);
    }

    /** Returns a country as people of another one go there. */
    int abroad(int home, Dice dice) {
        int there = home;
        while (there == home) {
            there = populated(dice);
        }
        return there;
    }

    /** Returns a country as attacks come from it. */
    int hostile(Dice dice) {
        return HOSTILE.pick(dice);
    }

    private Country country(int index) {
        Dice dice = Dice.of(1, index);
        int cityCount = index == 0 ? 40 : 12;
        List<Place> cities = new ArrayList<>();
        for (int city = 0; city < cityCount; city++) {
            cities.add(new Place(
                    index,
                    CODES[index],
                    CODES[index] + "-R" + (1 + city / 4),
                    CODES[index] + "-C" + (1 + city),
                    (float) (LATITUDES[index] + dice.gaussian() * 1.5),
                    (float) (LONGITUDES[index] + dice.gaussian() * 2)));
        }
        Weights cityWeights = Weights.zipf(cityCount, Assumptions.ZIPF_CITIES);
        Weights accessWeights = Weights.zipf(ACCESS, Assumptions.ZIPF_PROVIDERS);
        double scale = index == 0 ? 4_000 : 600;
        List<Provider> access = new ArrayList<>();
        for (int rank = 0; rank < ACCESS; rank++) {
            int[] counts = new int[cityCount];
            for (int city = 0; city < cityCount; city++) {
                counts[city] = 1 + (int) (scale * accessWeights.share(rank) * cityWeights.share(city));
            }
            access.add(provider(index, 1 + rank, counts));
        }
        List<Provider> mobile = IntStream.range(0, MOBILE)
                .mapToObj(
                        rank -> provider(index, 51 + rank, even(GATEWAY_CITIES, Assumptions.GATEWAYS / GATEWAY_CITIES)))
                .toList();
        List<Provider> hosting = IntStream.range(0, HOSTING)
                .mapToObj(rank -> hosting(index, rank))
                .toList();
        return new Country(
                CODES[index],
                cities,
                cityWeights,
                access,
                accessWeights,
                mobile,
                Weights.zipf(MOBILE, Assumptions.ZIPF_PROVIDERS),
                hosting);
    }

    /** The same hosting providers rent machines in every country, all of them in its first city. */
    private Provider hosting(int country, int rank) {
        Provider here = provider(country, 0, even(1, HOSTING_NETS));
        return new Provider(60_001 + rank, country, here.first(), here.count());
    }

    private Provider provider(int country, int rank, int[] counts) {
        int[] first = new int[counts.length];
        for (int city = 0; city < counts.length; city++) {
            first[city] = nextBlock;
            nextBlock += counts[city];
        }
        return new Provider(1_000L * (country + 1) + rank, country, first, counts);
    }

    private static int[] even(int length, int value) {
        int[] counts = new int[length];
        Arrays.fill(counts, value);
        return counts;
    }
}
