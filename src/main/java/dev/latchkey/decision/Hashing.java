package dev.latchkey.decision;

import dev.latchkey.decision.place.Agent;
import dev.latchkey.decision.place.DeviceProof;
import dev.latchkey.decision.place.FactHash;
import dev.latchkey.decision.place.FactHash.Kind;
import dev.latchkey.decision.place.Family;
import dev.latchkey.decision.place.HashedFacts;
import dev.latchkey.decision.place.Networks;
import dev.latchkey.decision.place.Place;
import dev.latchkey.id.Bytes;
import java.util.Optional;

/** Turns what a client said into keyed hashes: a few microseconds, no input or output. */
final class Hashing {
    private Hashing() {}

    /** Returns the client's facts under one hash. */
    static HashedFacts of(FactHash hash, ClientFacts facts) {
        Optional<Networks> networks = facts.address().map(Networks::of);
        Place place = facts.place();
        Agent agent = facts.agent();
        long unsaid = facts.direct() ? FactHash.WITHHELD : FactHash.UNKNOWN;
        Optional<Bytes> key = facts.deviceProof() instanceof DeviceProof.Proven proven
                ? Optional.of(proven.thumbprint())
                : Optional.empty();
        return new HashedFacts(
                hash.epoch(),
                networks.map(all -> hash.of(Kind.NETWORK, all.network())).orElse(FactHash.UNKNOWN),
                networks.map(all -> hash.of(Kind.SITE, all.site())).orElse(FactHash.UNKNOWN),
                networks.map(all -> hash.of(Kind.NEIGHBOURHOOD, all.neighbourhood()))
                        .orElse(FactHash.UNKNOWN),
                place.country().map(code -> hash.of(Kind.COUNTRY, code)).orElse(FactHash.UNKNOWN),
                place.city()
                        .map(city -> hash.of(Kind.CITY, cityOf(place, city)))
                        .orElse(FactHash.UNKNOWN),
                place.asn() == 0 ? FactHash.UNKNOWN : hash.of(Kind.ASN, Long.toString(place.asn())),
                family(hash, Kind.OS, agent.os()),
                family(hash, Kind.BROWSER, agent.browser()),
                family(hash, Kind.DEVICE_TYPE, new Family(agent.type().name(), -1, agent.typeTold())),
                key.map(thumbprint -> hash.of(Kind.DEVICE_KEY, thumbprint.toArray()))
                        .orElse(unsaid),
                facts.deviceCookie()
                        .map(cookie -> hash.of(Kind.DEVICE_COOKIE, cookie.toArray()))
                        .orElse(unsaid));
    }

    private static String cityOf(Place place, String city) {
        return String.join("\n", place.country().orElse(""), place.region().orElse(""), city);
    }

    private static long family(FactHash hash, Kind kind, Family family) {
        return switch (family.told()) {
            case SAID -> hash.of(kind, family.name());
            case WITHHELD -> FactHash.WITHHELD;
            case UNKNOWN -> FactHash.UNKNOWN;
        };
    }
}
