package dev.latchkey.riskbench;

/**
 * One row: the columns of the public RBA data set in their order, then what Latchkey sees beyond them, then the truth.
 *
 * @param index           the row's number
 * @param at              milliseconds since 1970 (UTC)
 * @param user            the account
 * @param roundTripMillis round-trip time; NaN if not measured
 * @param address         IP address as text
 * @param country         ISO code; {@code -} where the data set knows none
 * @param region          region; {@code -} likewise
 * @param city            city; {@code -} likewise
 * @param asn             autonomous system number; 0 if unknown
 * @param userAgent       the whole user agent
 * @param browser         browser name and version
 * @param os              OS name and version
 * @param deviceType      mobile, desktop, tablet, bot or unknown
 * @param successful      whether the login succeeded
 * @param attackAddress   whether the address is on the data set's list of attacking addresses
 * @param takeover        whether the data set calls it an account takeover
 * @param extras          what the public data set does not have
 * @param attacker        the truth
 */
public record Login(
        long index,
        long at,
        long user,
        double roundTripMillis,
        String address,
        String country,
        String region,
        String city,
        long asn,
        String userAgent,
        String browser,
        String os,
        String deviceType,
        boolean successful,
        boolean attackAddress,
        boolean takeover,
        Extras extras,
        Attacker attacker) {
    /** Returns the same row with another number. */
    Login numbered(long number) {
        return new Login(
                number,
                at,
                user,
                roundTripMillis,
                address,
                country,
                region,
                city,
                asn,
                userAgent,
                browser,
                os,
                deviceType,
                successful,
                attackAddress,
                takeover,
                extras,
                attacker);
    }
}
