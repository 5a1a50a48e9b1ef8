package dev.latchkey.decision;

import dev.latchkey.decision.place.Address;
import dev.latchkey.decision.place.Agent;
import dev.latchkey.decision.place.DeviceCookie;
import dev.latchkey.decision.place.DeviceKey;
import dev.latchkey.decision.place.DeviceProof;
import dev.latchkey.decision.place.Place;
import dev.latchkey.decision.place.Places;
import dev.latchkey.decision.place.Proxies;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;

/** Reads what clients say of themselves; costs a few microseconds and neither input nor output. */
@Singleton
public final class Clients {
    private final Proxies proxies;
    private final Places places;
    private final Stage stage;

    Clients(Proxies proxies, Places places, Stage stage) {
        this.proxies = proxies;
        this.places = places;
        this.stage = stage;
    }

    /**
     * Reads a client's own request; where it is played, what is played.
     *
     * @param headers its headers
     * @param peer the address at the other end of the connection
     */
    public ClientFacts of(HttpHeaders headers, Optional<String> peer) {
        return stage.played().map(PlayedClient::facts).orElseGet(() -> shown(headers, peer));
    }

    private ClientFacts shown(HttpHeaders headers, Optional<String> peer) {
        Optional<Address> address = proxies.client(peer, values(headers, proxies.header()));
        return new ClientFacts(
                address,
                address.map(places::locate).orElse(Place.UNKNOWN),
                Agent.of(new Agent.Headers(
                        one(headers, HttpHeaders.USER_AGENT),
                        one(headers, "Sec-CH-UA"),
                        one(headers, "Sec-CH-UA-Platform"),
                        one(headers, "Sec-CH-UA-Mobile"))),
                one(headers, DeviceKey.HEADER),
                new DeviceProof.Absent(),
                DeviceCookie.read(headers.getCookies()),
                Optional.empty(),
                true,
                Optional.empty());
    }

    /**
     * Reads what a relying party's own server says of its client; what it does not say is unknown, not withheld.
     *
     * @param address an address literal; anything else counts as unknown
     * @param userAgent the client's {@code User-Agent}
     * @param device the value of its device cookie; one of another form counts as unknown
     */
    public ClientFacts passedOn(Optional<String> address, Optional<String> userAgent, Optional<String> device) {
        Optional<Address> read = address.flatMap(Address::parse);
        return new ClientFacts(
                read,
                read.map(places::locate).orElse(Place.UNKNOWN),
                Agent.passedOn(userAgent),
                Optional.empty(),
                new DeviceProof.Absent(),
                device.flatMap(DeviceCookie::read),
                Optional.empty(),
                false,
                Optional.empty());
    }

    private static Optional<String> one(HttpHeaders headers, String name) {
        return Optional.ofNullable(headers.getHeaderString(name));
    }

    private static List<String> values(HttpHeaders headers, String name) {
        return Optional.ofNullable(headers.getRequestHeader(name)).orElse(List.of());
    }
}
