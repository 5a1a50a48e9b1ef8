package dev.latchkey.decision;

import dev.latchkey.decision.place.Address;
import dev.latchkey.decision.place.Agent;
import dev.latchkey.decision.place.DeviceProof;
import dev.latchkey.decision.place.Place;
import dev.latchkey.id.Bytes;
import dev.latchkey.secret.Digests;
import java.util.Optional;

/**
 * The client of a customer who is made up, in a sandbox: stands in the place of what a request shows of itself.
 *
 * @param address where it calls from
 * @param place where that is
 * @param agent what it runs on
 * @param device 32 bytes by which its device is known again, as if by key and cookie; empty for one that shows neither
 * @param policyVersion which version of the sandbox's policy decides, in the place of the one in force there
 */
public record PlayedClient(Address address, Place place, Agent agent, Optional<Bytes> device, int policyVersion) {
    ClientFacts facts() {
        return new ClientFacts(
                Optional.of(address),
                place,
                agent,
                Optional.empty(),
                device.<DeviceProof>map(mark -> new DeviceProof.Proven(Digests.sha256(mark.toArray())))
                        .orElseGet(DeviceProof.Absent::new),
                device,
                Optional.empty(),
                true,
                Optional.of(policyVersion));
    }

    @Override
    public String toString() {
        return "PlayedClient[redacted]";
    }
}
