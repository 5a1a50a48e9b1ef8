package dev.latchkey.decision;

import dev.latchkey.account.PrivateFacts;
import dev.latchkey.decision.place.Address;
import dev.latchkey.decision.place.Agent;
import dev.latchkey.decision.place.DeviceProof;
import dev.latchkey.decision.place.HashedFacts;
import dev.latchkey.decision.place.Place;
import dev.latchkey.id.Bytes;
import java.util.Map;
import java.util.Optional;

/**
 * What the client said of itself in this request. Lives in memory only; what is kept is coarse and closed under the
 * account's key, or a keyed hash ({@link HashedFacts}).
 *
 * @param address the client's network address, from the connection or from a configured proxy; empty when it is unknown
 * @param place where that is, as far as the operator's files know
 * @param agent families of browser, operating system and device
 * @param deviceHeader the {@code Latchkey-Device} header as it came, not verified
 * @param deviceProof what it proves, once it is read for the ceremony at hand; absent until then
 * @param deviceCookie the device cookie
 * @param givenCookie the device cookie that the answer will set, for a client that has none yet
 * @param direct whether the client itself spoke: then what it did not send it withheld
 * @param tried which version of the policy decides in the place of the one in force: for a client that is played in a
 *     sandbox ({@link PlayedClient}), and never for any other
 */
public record ClientFacts(
        Optional<Address> address,
        Place place,
        Agent agent,
        Optional<String> deviceHeader,
        DeviceProof deviceProof,
        Optional<Bytes> deviceCookie,
        Optional<Bytes> givenCookie,
        boolean direct,
        Optional<Integer> tried) {
    private static final ClientFacts UNKNOWN = new ClientFacts(
            Optional.empty(),
            Place.UNKNOWN,
            Agent.UNKNOWN,
            Optional.empty(),
            new DeviceProof.Absent(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty());

    /** Nothing is known. */
    public static ClientFacts unknown() {
        return UNKNOWN;
    }

    /** The same, and what the device proved; a client that is played has proved what it plays. */
    public ClientFacts with(DeviceProof proof) {
        return tried.isPresent()
                ? this
                : new ClientFacts(address, place, agent, deviceHeader, proof, deviceCookie, givenCookie, direct, tried);
    }

    /** The same, to be given a device cookie unless it has one; a client that is played keeps what it plays. */
    public ClientFacts giving(Bytes fresh) {
        return tried.isPresent()
                ? this
                : new ClientFacts(
                        address,
                        place,
                        agent,
                        deviceHeader,
                        deviceProof,
                        deviceCookie,
                        deviceCookie.isPresent() ? Optional.empty() : Optional.of(fresh),
                        direct,
                        tried);
    }

    /** Returns the device as its owner would name it. */
    public Device device() {
        return Device.of(agent);
    }

    /** What the owner will read of it in their lists: families and a coarse place. */
    public PrivateFacts privateFacts() {
        Device device = device();
        return new PrivateFacts(Map.of(PrivateFacts.BROWSER, device.browser(), PrivateFacts.OS, device.os()))
                .and(PrivateFacts.PLACE, place.inWords());
    }

    @Override
    public String toString() {
        return "ClientFacts[redacted]";
    }
}
