package dev.latchkey.decision.place;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Finds the client's address behind the proxies that the operator has named. */
@Singleton
public final class Proxies {
    Proxies() {}

    /**
     * Finds the address.
     *
     * @param peer who is at the other end of the connection
     * @param forwarded the values of {@code X-Forwarded-For} or {@code Forwarded}, whichever {@link #header()} names
     */
    public Optional<Address> client(Optional<String> peer, List<String> forwarded) {
        return peer.flatMap(Address::parse);
    }

    /** The one header that is read. */
    public String header() {
        return "X-Forwarded-For";
    }
}
