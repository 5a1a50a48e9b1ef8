package dev.latchkey.decision.place;

/**
 * A client's facts as 64-bit keyed hashes, {@link FactHash#UNKNOWN} or {@link FactHash#WITHHELD}.
 *
 * @param epoch the epoch they were hashed in
 * @param network the /24 or /64
 * @param site the /24 or /56
 * @param neighbourhood the /24 or /48
 * @param country the country
 * @param city the city
 * @param asn the autonomous system
 * @param os the operating system's family
 * @param browser the browser's family
 * @param deviceType the type of device
 * @param deviceKey the device's key, withheld when none was proven
 * @param deviceCookie the device cookie, withheld when none was sent
 */
public record HashedFacts(
        long epoch,
        long network,
        long site,
        long neighbourhood,
        long country,
        long city,
        long asn,
        long os,
        long browser,
        long deviceType,
        long deviceKey,
        long deviceCookie) {
    @Override
    public String toString() {
        return "HashedFacts[epoch=" + epoch + "]";
    }
}
