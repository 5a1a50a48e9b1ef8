package dev.latchkey.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.decision.place.Address;
import dev.latchkey.decision.place.DeviceCookie;
import dev.latchkey.decision.place.DeviceProof;
import dev.latchkey.decision.place.FactHash;
import dev.latchkey.decision.place.FactHashes;
import dev.latchkey.decision.place.HashedFacts;
import dev.latchkey.decision.place.Place;
import dev.latchkey.decision.place.Places;
import dev.latchkey.decision.place.Proxies;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.secret.KeyRing;
import dev.latchkey.testing.SeededRandom;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.NewCookie;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A request's facts, put together and hashed; what is hidden, what is not known, and what never prints itself. */
class ClientsTest {
    private static final RelyingPartyId HERE = new RelyingPartyId("demo");
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final String CHROME =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
    private static final Bytes COOKIE = DeviceCookie.fresh(new SeededRandom(3));

    private final Address munich = Address.parse("192.0.2.7").orElseThrow();
    private final Places places = address -> address.equals(munich)
            ? new Place(
                    Optional.of("DE"),
                    Optional.of("Bavaria"),
                    Optional.of("Munich"),
                    64497,
                    Optional.of("Example"),
                    48.1f,
                    11.6f)
            : Place.UNKNOWN;
    private final Clients clients = new Clients(proxies(List.of("10.0.0.0/8")), places, new Stage());
    private final FactHashes hashes = hashes();
    private final Request request = new Request();

    @Test
    void aRequestsFactsArePutTogether() {
        request.with("User-Agent", FIREFOX).with("Latchkey-Device", "a.b.c").cookie(COOKIE.toBase64Url());

        ClientFacts facts = clients.of(request, Optional.of("192.0.2.7"));

        assertThat(facts.address()).hasValue(munich);
        assertThat(facts.place().city()).hasValue("Munich");
        assertThat(facts.device()).isEqualTo(new Device("Firefox", "Linux"));
        assertThat(facts.deviceHeader()).hasValue("a.b.c");
        assertThat(facts.deviceCookie()).hasValue(COOKIE);
        assertThat(facts.deviceProof()).isEqualTo(new DeviceProof.Absent());
    }

    @Test
    void aProxysWordChoosesThePlaceAndAStrangersDoesNot() {
        request.with("X-Forwarded-For", "192.0.2.7");

        ClientFacts behind = clients.of(request, Optional.of("10.0.0.1"));
        ClientFacts stranger = clients.of(request, Optional.of("203.0.113.1"));

        assertThat(behind.place().country()).hasValue("DE");
        assertThat(stranger.address()).isEqualTo(Address.parse("203.0.113.1"));
        assertThat(stranger.place()).isEqualTo(Place.UNKNOWN);
    }

    @Test
    void whatTheClientHidesIsWithheldAndWhatWeDoNotLearnIsUnknown() {
        HashedFacts hidden = hashed(clients.of(request, Optional.empty()));

        assertThat(List.of(
                        hidden.os(), hidden.browser(), hidden.deviceType(), hidden.deviceKey(), hidden.deviceCookie()))
                .containsOnly(FactHash.WITHHELD);
        assertThat(List.of(
                        hidden.network(),
                        hidden.site(),
                        hidden.neighbourhood(),
                        hidden.country(),
                        hidden.city(),
                        hidden.asn()))
                .containsOnly(FactHash.UNKNOWN);
    }

    @Test
    void aBrowserThatWithholdsItsHintsIsNotTheBrowserItSaysItIs() {
        request.with("User-Agent", CHROME);
        HashedFacts bare = hashed(clients.of(request, Optional.of("192.0.2.7")));
        request.with("Sec-CH-UA", "\"Chromium\";v=\"140\", \"Google Chrome\";v=\"140\"")
                .with("Sec-CH-UA-Platform", "\"Linux\"")
                .with("Sec-CH-UA-Mobile", "?0");
        HashedFacts whole = hashed(clients.of(request, Optional.of("192.0.2.7")));

        assertThat(List.of(bare.browser(), bare.os(), bare.deviceType())).containsOnly(FactHash.WITHHELD);
        assertThat(List.of(whole.browser(), whole.os(), whole.deviceType()))
                .doesNotContain(FactHash.WITHHELD, FactHash.UNKNOWN)
                .doesNotHaveDuplicates();
        assertThat(whole.network()).isEqualTo(bare.network());
    }

    @Test
    void whatAServerDoesNotPassOnIsUnknown() {
        HashedFacts nothing = hashed(clients.passedOn(Optional.empty(), Optional.empty(), Optional.empty()));
        HashedFacts some = hashed(clients.passedOn(Optional.of("192.0.2.7"), Optional.of(CHROME), Optional.empty()));

        assertThat(nothing).isEqualTo(hashed(ClientFacts.unknown()));
        assertThat(List.of(nothing.os(), nothing.browser(), nothing.deviceKey(), nothing.deviceCookie(), nothing.asn()))
                .containsOnly(FactHash.UNKNOWN);
        assertThat(List.of(some.os(), some.browser(), some.deviceType(), some.country(), some.asn(), some.city()))
                .doesNotContain(FactHash.UNKNOWN, FactHash.WITHHELD);
        assertThat(clients.passedOn(Optional.of("client.example.org"), Optional.empty(), Optional.empty())
                        .address())
                .isEmpty();
    }

    @Test
    void aProvenKeyAndACookieHaveNumbersOfTheirOwn() {
        request.cookie(COOKIE.toBase64Url());
        ClientFacts facts = clients.of(request, Optional.empty()).with(new DeviceProof.Proven(COOKIE));
        HashedFacts forged = hashed(facts.with(new DeviceProof.Refused("signature")));

        HashedFacts proven = hashed(facts);

        assertThat(List.of(proven.deviceKey(), proven.deviceCookie()))
                .doesNotContain(FactHash.UNKNOWN, FactHash.WITHHELD)
                .doesNotHaveDuplicates();
        assertThat(forged.deviceKey()).isEqualTo(FactHash.WITHHELD);
        assertThat(forged.deviceCookie()).isEqualTo(proven.deviceCookie());
    }

    @Test
    void whereTwoEpochsMeetBothAreComputed() {
        Instant change = Instant.ofEpochSecond(FactHashes.EPOCH.toSeconds() * 229);
        ClientFacts facts = clients.of(request, Optional.of("192.0.2.7"));

        HashedFacts before = Hashing.of(hashes.current(HERE, change.minusSeconds(1)), facts);
        HashedFacts after = Hashing.of(hashes.current(HERE, change), facts);
        List<HashedFacts> former = hashes.former(HERE, change).stream()
                .map(hash -> Hashing.of(hash, facts))
                .toList();

        assertThat(former).containsExactly(before);
        assertThat(after).isNotEqualTo(before);
    }

    @Test
    void aCookieOfAnotherFormCountsAsNone() {
        for (String wrong : List.of("", "x", COOKIE.toBase64Url() + "=", COOKIE.toBase64Url() + "AA", "%00")) {
            assertThat(clients.of(new Request().cookie(wrong), Optional.empty()).deviceCookie())
                    .isEmpty();
        }
    }

    @Test
    void theCookieIsForThisHostAloneAndNoScriptReadsIt() {
        NewCookie cookie = DeviceCookie.issue(COOKIE);
        NewCookie cleared = DeviceCookie.clear();

        assertThat(cookie.getName()).isEqualTo("__Host-latchkey-device");
        assertThat(List.of(cookie.isSecure(), cookie.isHttpOnly())).containsOnly(true);
        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(cookie.getDomain()).isNull();
        assertThat(cookie.getSameSite()).isEqualTo(NewCookie.SameSite.LAX);
        assertThat(cookie.getMaxAge()).isEqualTo(400 * 86_400);
        assertThat(Bytes.fromBase64Url(cookie.getValue())).hasValue(COOKIE);
        assertThat(cleared.getMaxAge()).isZero();
        assertThat(cleared.getValue()).isEmpty();
    }

    @Test
    void nothingOfAClientPrintsItself() {
        request.with("User-Agent", FIREFOX).with("Latchkey-Device", "a.b.c").cookie(COOKIE.toBase64Url());
        ClientFacts facts = clients.of(request, Optional.of("192.0.2.7")).with(new DeviceProof.Proven(COOKIE));

        String printed =
                facts + " " + facts.address() + facts.place() + facts.agent() + facts.deviceProof() + hashed(facts);

        assertThat(printed)
                .doesNotContain("192.0", "Firefox", "Munich", "a.b.c", COOKIE.toBase64Url())
                .doesNotContain(Long.toString(hashed(facts).network()));
    }

    private HashedFacts hashed(ClientFacts facts) {
        return Hashing.of(hashes.current(HERE, NOW), facts);
    }

    private static Proxies proxies(List<String> trusted) {
        return Proxies.naming(trusted, "X-Forwarded-For");
    }

    private static FactHashes hashes() {
        return FactHashes.under(new KeyRing(new byte[KeyRing.KEY_LENGTH], List.of()));
    }

    /** A request's headers. */
    private static final class Request implements HttpHeaders {
        private final MultivaluedMap<String, String> headers = new MultivaluedHashMap<>();
        private final Map<String, Cookie> cookies = new HashMap<>();

        Request with(String name, String value) {
            headers.add(name.toLowerCase(Locale.ROOT), value);
            return this;
        }

        Request cookie(String value) {
            cookies.put(
                    DeviceCookie.COOKIE,
                    new Cookie.Builder(DeviceCookie.COOKIE).value(value).build());
            return this;
        }

        @Override
        public List<String> getRequestHeader(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        }

        @Override
        public String getHeaderString(String name) {
            List<String> values = getRequestHeader(name);
            return values.isEmpty() ? null : String.join(",", values);
        }

        @Override
        public MultivaluedMap<String, String> getRequestHeaders() {
            return headers;
        }

        @Override
        public List<MediaType> getAcceptableMediaTypes() {
            return List.of();
        }

        @Override
        public List<Locale> getAcceptableLanguages() {
            return List.of();
        }

        @Override
        public MediaType getMediaType() {
            return MediaType.APPLICATION_JSON_TYPE;
        }

        @Override
        public Locale getLanguage() {
            return Locale.ROOT;
        }

        @Override
        public Map<String, Cookie> getCookies() {
            return cookies;
        }

        @Override
        public Date getDate() {
            return new Date(0);
        }

        @Override
        public int getLength() {
            return 0;
        }
    }
}
