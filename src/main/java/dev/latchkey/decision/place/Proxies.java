package dev.latchkey.decision.place;

import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Finds the client's address behind the proxies that the operator has named. A client's own word about its address is
 * never taken: who connects from elsewhere may send what it likes.
 */
@Singleton
public final class Proxies {
    private static final String STANDARD = "Forwarded";
    private static final List<String> HEADERS = List.of("X-Forwarded-For", STANDARD);

    private final AddressList trusted;
    private final String header;

    @Inject
    Proxies(ProxyConfig config) {
        this(config.proxies().orElse(List.of()), config.forwardedHeader());
    }

    Proxies(List<String> trusted, String header) {
        this.trusted = AddressList.of("latchkey.proxies", trusted);
        this.header = HEADERS.stream()
                .filter(header::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(
                        "latchkey.forwarded-header is " + header + ": must be X-Forwarded-For or Forwarded"));
    }

    /** As configured, for plain Java: the proxies' networks, and the header that they write. */
    public static Proxies naming(List<String> trusted, String header) {
        return new Proxies(trusted, header);
    }

    /** The one header that is read. */
    public String header() {
        return header;
    }

    /**
     * Finds the address: the connection's, or, when that is a named proxy, the nearest hop that is not. Unknown when a
     * proxy does not say it or says it in a way that cannot be read; nothing to the left of that is believed.
     *
     * @param peer who is at the other end of the connection
     * @param forwarded the values of the header that {@link #header()} names, in their order
     */
    public Optional<Address> client(Optional<String> peer, List<String> forwarded) {
        Optional<Address> near = peer.map(Proxies::withoutZone).flatMap(Address::parse);
        if (near.isEmpty() || !trusted.contains(near.get())) {
            return near;
        }
        Hops hops = new Hops(String.join(",", forwarded), header.equals(STANDARD));
        Optional<Address> farthest = Optional.empty();
        for (Optional<String> hop = hops.next(); hop.isPresent(); hop = hops.next()) {
            farthest = Hops.address(hop.get());
            if (farthest.isEmpty() || !trusted.contains(farthest.get())) {
                return farthest;
            }
        }
        return farthest;
    }

    /** The connection's own address may name the interface it came in by. */
    private static String withoutZone(String address) {
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }
}
