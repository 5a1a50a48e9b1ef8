package dev.latchkey.walk;

import dev.latchkey.decision.PlayedClient;
import dev.latchkey.decision.place.Address;
import dev.latchkey.decision.place.Agent;
import dev.latchkey.decision.place.Place;
import dev.latchkey.id.Bytes;
import dev.latchkey.secret.Digests;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a persona is, and with what.
 *
 * @param where the place
 * @param machine what it runs on
 * @param device which one of its devices; empty in a private window, which shows no mark of any
 */
record Scene(Where where, Machine machine, Optional<String> device) {
    static final Scene AT_HOME = new Scene(Where.HOME, Machine.PHONE, Optional.of("phone"));
    static final Scene IN_PRIVATE = new Scene(Where.HOME, Machine.PHONE, Optional.empty());
    static final Scene IN_LISBON = new Scene(Where.LISBON, Machine.PHONE, Optional.of("phone"));
    static final Scene IN_MADRID = new Scene(Where.MADRID, Machine.PHONE, Optional.of("phone"));
    static final Scene ON_NEW_PHONE = new Scene(Where.HOME, Machine.NEWER_PHONE, Optional.of("new phone"));

    /** Places, by addresses that are for documentation only (RFC 5737) and belong to nobody. */
    enum Where {
        /** A fixed line in Munich. */
        HOME("192.0.2.20", "DE", "Munich", 64_497, 48, 11.5f),
        /** A hotel in Lisbon. */
        LISBON("198.51.100.40", "PT", "Lisbon", 64_498, 38.5f, -9),
        /** A hotel in Madrid. */
        MADRID("203.0.113.60", "ES", "Madrid", 64_499, 40.5f, -3.5f);

        private final String address;
        private final Place place;

        Where(String address, String country, String city, long network, float latitude, float longitude) {
            this.address = address;
            this.place = new Place(
                    Optional.of(country),
                    Optional.empty(),
                    Optional.of(city),
                    network,
                    Optional.empty(),
                    latitude,
                    longitude);
        }
    }

    /** What browsers on them say of themselves. */
    enum Machine {
        /** Safari on a telephone. */
        PHONE("18_6", "18.6"),
        /** The same a year later, as the next telephone brings it. */
        NEWER_PHONE("26_0", "26.0");

        private final Agent agent;

        Machine(String system, String version) {
            this.agent = Agent.of(new Agent.Headers(
                    Optional.of("Mozilla/5.0 (iPhone; CPU iPhone OS " + system + " like Mac OS X) AppleWebKit/605.1.15"
                            + " (KHTML, like Gecko) Version/" + version + " Mobile/15E148 Safari/604.1"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
        }
    }

    /** The client that shows itself so; each walk has devices of its own. */
    PlayedClient played(UUID walk, int policyVersion) {
        return new PlayedClient(
                Address.parse(where.address).orElseThrow(),
                where.place,
                machine.agent,
                device.map(name -> mark(walk, name)),
                policyVersion);
    }

    private static Bytes mark(UUID walk, String name) {
        return Digests.sha256((walk + "/" + name).getBytes(StandardCharsets.UTF_8));
    }
}
