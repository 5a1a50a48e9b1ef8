package dev.latchkey.riskbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.latchkey.riskbench.Extras.Continuity;
import dev.latchkey.riskbench.Extras.Known;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A small world of the benchmark: the same bytes for a seed, and the shares its assumptions state. */
class GeneratorTest {
    private static final World WORLD = Generator.of(6_000, 60).world(77);
    private static final List<Login> GENUINE =
            WORLD.rows().stream().filter(row -> !row.attacker().hostile()).toList();
    private static final List<Login> RETURNS = GENUINE.stream()
            .filter(row -> row.extras().activity() != Extras.Activity.SIGN_UP)
            .toList();

    @Test
    void aSeedGivesTheSameBytesAndAnotherSeedOthers() throws Exception {
        String first = digest(Generator.of(500, 20).world(5));

        assertThat(digest(Generator.of(500, 20).world(5))).isEqualTo(first);
        assertThat(digest(Generator.of(500, 20).world(6))).isNotEqualTo(first);
    }

    @Test
    void theBytesOfASeedAreThoseOfYesterday() throws Exception {
        // A change here is a change of the benchmark: publish new numbers with it.
        assertThat(digest(Generator.of(500, 20).world(5))).isEqualTo("3d06883fd2f4d07a");
    }

    @Test
    void peopleComeAsOftenAsStated() {
        Map<Long, Integer> logins = new HashMap<>();
        GENUINE.forEach(row -> logins.merge(row.user(), 1, Integer::sum));
        int[] counts =
                logins.values().stream().mapToInt(Integer::intValue).sorted().toArray();

        assertThat(logins).hasSize(6_000);
        assertThat(counts[counts.length / 2]).isEqualTo(2);
        assertThat(counts[counts.length * 9 / 10]).isBetween(8, 11);
        assertThat(counts[counts.length * 99 / 100]).isBetween(26, 38);
        assertThat(share(logins.values().stream().toList(), count -> count == 1))
                .isCloseTo(0.40, within(0.05));
    }

    @Test
    void passkeysAreSyncedAsOftenAsStated() {
        assertThat(share(GENUINE, row -> row.extras().synced() == Known.YES))
                .isCloseTo(Assumptions.SYNCED, within(0.04));
    }

    @Test
    void devicesAreRecognisedAsOftenAsStated() {
        Map<String, Login> met = new HashMap<>();
        List<Login> again = RETURNS.stream()
                .filter(row -> row.extras().device().startsWith("d"))
                .filter(row -> met.put(row.user() + row.extras().device().replaceAll("-[0-9]+$", ""), row) != null)
                .toList();

        double kept = share(again, row -> row.extras().continuity() != Continuity.NEW);
        double proven = share(again, row -> row.extras().continuity() == Continuity.PROVEN);

        assertThat(kept).isCloseTo(Assumptions.COOKIE_KEPT, within(0.02));
        assertThat(proven).isCloseTo(Assumptions.COOKIE_KEPT * Assumptions.KEY_SUPPORT, within(0.03));
    }

    @Test
    void mostPeopleLiveInTheHomeCountry() {
        assertThat(share(GENUINE, row -> row.country().equals("NO"))).isCloseTo(Assumptions.HOME_COUNTRY, within(0.05));
    }

    @Test
    void everyAttackerComesAsOftenAsOrderedAndAfterTheVictim() {
        Map<Long, Long> first = new HashMap<>();
        for (Login row : WORLD.rows()) {
            if (row.attacker().hostile()) {
                assertThat(first).containsKey(row.user());
            } else {
                first.putIfAbsent(row.user(), row.at());
            }
        }

        for (Attacker kind : Attacker.GENERATED) {
            assertThat(WORLD.rows()).filteredOn(row -> row.attacker() == kind).hasSize(60);
        }
    }

    @Test
    void aVeryTargetedAttackerHasTheVictimsProviderOrTelephoneNetwork() {
        assertThat(WORLD.rows())
                .filteredOn(row -> row.attacker() == Attacker.VERY_TARGETED)
                .allSatisfy(row -> assertThat(row.asn()).isLessThan(60_000))
                .allSatisfy(row -> assertThat(row.extras().continuity()).isIn(Continuity.NEW, Continuity.WITHHELD));
    }

    @Test
    void onlyWhoHoldsTheDeviceShowsItsKey() {
        assertThat(WORLD.rows())
                .filteredOn(row -> row.attacker().hostile() && row.extras().continuity() == Continuity.PROVEN)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.attacker()).isEqualTo(Attacker.STOLEN_PHONE));
    }

    @Test
    void rowsAreInTheOrderOfTimeAndNumbered() {
        for (int i = 1; i < WORLD.rows().size(); i++) {
            assertThat(WORLD.rows().get(i).at())
                    .isGreaterThanOrEqualTo(WORLD.rows().get(i - 1).at());
            assertThat(WORLD.rows().get(i).index()).isEqualTo(i);
        }
    }

    @Test
    void thePoisonedVariantMarksWhatNobodyNoticed() {
        World poisoned = Generator.of(1_000, 10).poisoned().world(3);

        assertThat(poisoned.poison().cardinality())
                .isEqualTo(10 * Assumptions.POISON_LOGINS * Generator.POISONERS.size());
        assertThat(WORLD.poison().cardinality()).isZero();
    }

    private static <T> double share(List<T> all, Predicate<T> which) {
        return (double) all.stream().filter(which).count() / all.size();
    }

    private static String digest(World world) throws IOException, NoSuchAlgorithmException {
        StringWriter text = new StringWriter();
        RbaFile.write(text, world.rows());
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(Arrays.copyOf(digest, 8));
    }
}
