package dev.latchkey.decision;

import dev.latchkey.account.Account;
import dev.latchkey.decision.place.Address;
import dev.latchkey.decision.place.Agent;
import dev.latchkey.decision.place.DeviceProof;
import dev.latchkey.decision.place.Place;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import dev.latchkey.relyingparty.RelyingParty;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One attempt of an account's owner, and how it may differ. Untouched it comes from Munich, by Firefox on Linux, with the
 * device's cookie and a synced passkey that is a year old.
 */
record Visit(
        RelyingParty party,
        Account account,
        Action action,
        Instant at,
        String address,
        Place place,
        String userAgent,
        Optional<Bytes> cookie,
        boolean userVerified,
        UUID aaguid,
        Stake stake) {
    static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    static final String SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15"
            + " (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";
    static final UUID ICLOUD = UUID.fromString("fbfc3007-154e-4ecc-8c0b-6e020557d7bd");
    static final UUID OTHER_MAKER = UUID.fromString("0102030a-154e-4ecc-8c0b-6e020557d7bd");
    private static final Place MUNICH = place("DE", "Munich", 64497, 48.1f, 11.6f);
    private static final Place SAO_PAULO = place("BR", "São Paulo", 64499, -23.5f, -46.6f);

    /** The owner's usual sign-in. */
    static Visit usual(RelyingParty party, Account account, Instant at) {
        return new Visit(
                party,
                account,
                Action.SIGN_IN,
                at,
                "192.0.2.7",
                MUNICH,
                FIREFOX,
                Optional.of(device(1)),
                true,
                ICLOUD,
                Stake.NONE);
    }

    /** The value of a device's cookie. */
    static Bytes device(int number) {
        byte[] value = new byte[32];
        value[0] = (byte) number;
        return Bytes.of(value);
    }

    Visit doing(Action another) {
        return new Visit(party, account, another, at, address, place, userAgent, cookie, userVerified, aaguid, stake);
    }

    Visit at(Instant another) {
        return new Visit(
                party, account, action, another, address, place, userAgent, cookie, userVerified, aaguid, stake);
    }

    Visit fromBrazil() {
        return new Visit(
                party, account, action, at, "203.0.113.7", SAO_PAULO, userAgent, cookie, userVerified, aaguid, stake);
    }

    /** By another telephone, in another country, without any mark that the account knows. */
    Visit byAStranger() {
        return new Visit(
                party,
                account,
                action,
                at,
                "203.0.113.7",
                SAO_PAULO,
                SAFARI,
                Optional.of(device(9)),
                userVerified,
                aaguid,
                stake);
    }

    Visit by(UUID authenticator) {
        return new Visit(
                party, account, action, at, address, place, userAgent, cookie, userVerified, authenticator, stake);
    }

    Visit staking(Stake what) {
        return new Visit(party, account, action, at, address, place, userAgent, cookie, userVerified, aaguid, what);
    }

    /** By another browser, with a device's cookie of this number. */
    Visit by(String agent, int device) {
        return new Visit(
                party,
                account,
                action,
                at,
                address,
                place,
                agent,
                Optional.of(device(device)),
                userVerified,
                aaguid,
                stake);
    }

    Visit withoutDevice() {
        return new Visit(
                party, account, action, at, address, place, userAgent, Optional.empty(), userVerified, aaguid, stake);
    }

    Visit unverified() {
        return new Visit(party, account, action, at, address, place, userAgent, cookie, false, aaguid, stake);
    }

    Attempt attempt() {
        return new Attempt(
                party,
                action,
                account,
                Optional.of(new PasskeyFacts(
                        new CredentialId(account.userHandle().value()),
                        userVerified,
                        true,
                        true,
                        false,
                        true,
                        aaguid,
                        Optional.of("platform"),
                        account.createdAt())),
                client(),
                Optional.empty(),
                stake,
                at);
    }

    /** What the client says of itself. */
    ClientFacts client() {
        return new ClientFacts(
                Address.parse(address),
                place,
                Agent.of(new Agent.Headers(
                        Optional.of(userAgent), Optional.empty(), Optional.empty(), Optional.empty())),
                Optional.empty(),
                new DeviceProof.Absent(),
                cookie,
                Optional.empty(),
                true,
                Optional.empty());
    }

    private static Place place(String country, String city, long asn, float latitude, float longitude) {
        return new Place(
                Optional.of(country), Optional.empty(), Optional.of(city), asn, Optional.empty(), latitude, longitude);
    }
}
