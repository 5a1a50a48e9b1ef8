package dev.latchkey.decision.place;

/**
 * The networks around an address, from the narrow to the wide. An IPv4 /24 is all three: below it addresses change hands
 * daily, above it neighbours have nothing in common. Of IPv6 a /64 is one link, a /56 what a household is given, a /48
 * what an organisation is given (RFC 6177).
 *
 * @param network the /24 or /64
 * @param site the /24 or /56
 * @param neighbourhood the /24 or /48
 */
public record Networks(byte[] network, byte[] site, byte[] neighbourhood) {
    private static final int V4 = 24;
    private static final int LINK = 64;
    private static final int HOUSEHOLD = 56;
    private static final int ORGANISATION = 48;

    /** Returns the networks around {@code address}. */
    public static Networks of(Address address) {
        return address.isV6()
                ? new Networks(address.network(LINK), address.network(HOUSEHOLD), address.network(ORGANISATION))
                : new Networks(address.network(V4), address.network(V4), address.network(V4));
    }

    @Override
    public String toString() {
        return "Networks[redacted]";
    }
}
