package dev.latchkey.decision.place;

import java.util.Optional;

/**
 * What the operator's files say of an address; each part is unknown by itself.
 *
 * @param country ISO 3166-1 alpha-2 code, upper case
 * @param region the country's part, as the file calls it
 * @param city the city, as the file calls it
 * @param asn number of the autonomous system, 0 when unknown
 * @param organisation who runs that system
 * @param latitude degrees north, to half a degree; NaN when unknown
 * @param longitude degrees east, to half a degree; NaN when unknown
 */
public record Place(
        Optional<String> country,
        Optional<String> region,
        Optional<String> city,
        long asn,
        Optional<String> organisation,
        float latitude,
        float longitude) {
    /** Nothing is known. */
    public static final Place UNKNOWN =
            new Place(Optional.empty(), Optional.empty(), Optional.empty(), 0, Optional.empty(), Float.NaN, Float.NaN);

    /** Makes half degrees of whatever is given: no closer is ever kept. */
    public Place {
        latitude = halves(latitude);
        longitude = halves(longitude);
    }

    /** Returns the place as its owner would say it, as far as it is known: city and country, or less. */
    public Optional<String> inWords() {
        return city.map(name -> country.map(code -> name + ", " + code).orElse(name))
                .or(() -> region.map(
                        name -> country.map(code -> name + ", " + code).orElse(name)))
                .or(() -> country);
    }

    /** The same, and what {@code other} knows where this does not. */
    Place or(Place other) {
        if (this == UNKNOWN || other == UNKNOWN) {
            return this == UNKNOWN ? other : this;
        }
        return new Place(
                country.or(other::country),
                region.or(other::region),
                city.or(other::city),
                asn == 0 ? other.asn : asn,
                organisation.or(other::organisation),
                Float.isNaN(latitude) ? other.latitude : latitude,
                Float.isNaN(longitude) ? other.longitude : longitude);
    }

    private static float halves(float degrees) {
        return Float.isNaN(degrees) ? degrees : Math.round(degrees * 2) / 2f;
    }

    @Override
    public String toString() {
        return "Place[redacted]";
    }
}
