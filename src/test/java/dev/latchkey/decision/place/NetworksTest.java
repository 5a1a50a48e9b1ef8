package dev.latchkey.decision.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.decision.place.FactHash.Kind;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.secret.KeyRing;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which addresses count as one network, and the numbers that are kept instead of them. */
class NetworksTest {
    private static final RelyingPartyId HERE = new RelyingPartyId("demo");
    private static final Instant EPOCH_BEGINS = Instant.ofEpochSecond(FactHashes.EPOCH.toSeconds() * 230);
    private static final byte[] KEY = new byte[32];
    private static final byte[] FORMER_KEY = {
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1
    };

    private final FactHashes hashes = new FactHashes(new KeyRing(KEY, List.of()));

    @ParameterizedTest
    @CsvSource({
        "198.51.100.7,      198.51.100.250,        true,  true,  true",
        "198.51.100.7,      198.51.101.7,          false, false, false",
        "2001:db8:1:2::7,   2001:db8:1:2:ffff::9,  true,  true,  true",
        "2001:db8:1:2::7,   2001:db8:1:3::7,       false, true,  true",
        "2001:db8:1:2::7,   2001:db8:1:ff::7,      false, true,  true",
        "2001:db8:1:2::7,   2001:db8:1:100::7,     false, false, true",
        "2001:db8:1:2::7,   2001:db8:2:2::7,       false, false, false",
        "::ffff:198.51.100.7, 198.51.100.8,        true,  true,  true",
    })
    void addressesOfOneNetworkAreOne(String one, String other, boolean network, boolean site, boolean neighbourhood) {
        Networks left = Networks.of(Address.parse(one).orElseThrow());
        Networks right = Networks.of(Address.parse(other).orElseThrow());

        assertThat(java.util.Arrays.equals(left.network(), right.network())).isEqualTo(network);
        assertThat(java.util.Arrays.equals(left.site(), right.site())).isEqualTo(site);
        assertThat(java.util.Arrays.equals(left.neighbourhood(), right.neighbourhood()))
                .isEqualTo(neighbourhood);
    }

    @Test
    void aFactHasOneNumberPerKindRelyingPartyAndEpoch() {
        Instant later = EPOCH_BEGINS.plus(FactHashes.EPOCH);
        FactHash hash = hashes.current(HERE, EPOCH_BEGINS);

        Set<Long> numbers = new HashSet<>(List.of(
                hash.of(Kind.COUNTRY, "DE"),
                hash.of(Kind.COUNTRY, "FR"),
                hash.of(Kind.CITY, "DE"),
                hashes.current(new RelyingPartyId("other"), EPOCH_BEGINS).of(Kind.COUNTRY, "DE"),
                hashes.current(HERE, later).of(Kind.COUNTRY, "DE")));

        assertThat(numbers).hasSize(5).doesNotContain(FactHash.UNKNOWN, FactHash.WITHHELD);
        assertThat(hashes.current(HERE, later.minusSeconds(1)).of(Kind.COUNTRY, "DE"))
                .isEqualTo(hash.of(Kind.COUNTRY, "DE"));
    }

    @Test
    void theFormerEpochIsComputedForAsLongAsItsGrace() {
        FactHash before = hashes.current(HERE, EPOCH_BEGINS.minusSeconds(1));

        List<FactHash> atOnce = hashes.former(HERE, EPOCH_BEGINS);
        List<FactHash> atLast =
                hashes.former(HERE, EPOCH_BEGINS.plus(FactHashes.GRACE).minusSeconds(1));
        List<FactHash> afterwards = hashes.former(HERE, EPOCH_BEGINS.plus(FactHashes.GRACE));

        assertThat(Stream.of(atOnce, atLast))
                .allSatisfy(former -> assertThat(former)
                        .singleElement()
                        .satisfies(hash ->
                                assertThat(hash.of(Kind.ASN, "64496")).isEqualTo(before.of(Kind.ASN, "64496"))));
        assertThat(afterwards).noneMatch(hash -> hash.epoch() == before.epoch());
    }

    @Test
    void whatWasHashedUnderAFormerKeyIsFoundAgain() {
        long stored = new FactHashes(new KeyRing(FORMER_KEY, List.of()))
                .current(HERE, EPOCH_BEGINS.plus(Duration.ofDays(40)))
                .of(Kind.BROWSER, "Firefox");
        FactHashes rotated = new FactHashes(new KeyRing(KEY, List.of(FORMER_KEY)));

        List<FactHash> former = rotated.former(HERE, EPOCH_BEGINS.plus(Duration.ofDays(41)));

        assertThat(former).anyMatch(hash -> hash.of(Kind.BROWSER, "Firefox") == stored);
    }

    @Test
    void neitherAddressNorHashPrintsItself() {
        Address address = Address.parse("198.51.100.7").orElseThrow();

        assertThat(List.of(address, Networks.of(address), hashes.current(HERE, EPOCH_BEGINS)))
                .allSatisfy(secret -> assertThat(secret.toString()).doesNotContain("198", "c633"));
    }
}
