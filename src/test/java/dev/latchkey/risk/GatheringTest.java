package dev.latchkey.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.risk.signal.Column;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every number of an attempt, worked out by hand. */
class GatheringTest {
    private static final Set<Column> FLAGS = EnumSet.of(
            Column.HINT_CONTRADICTION,
            Column.SYNCED,
            Column.BACKUP_CHANGED,
            Column.VERIFIED,
            Column.PROVIDER_REVOKED,
            Column.COUNTER_REGRESSED,
            Column.NEW_PAYEE,
            Column.SENSITIVE);

    /** Ana's home twice, once with another network of the same operator; everybody is four sign-ins, two of them like hers. */
    private final Profile twice = Profile.EMPTY
            .learn(Ana.usual(Ana.START).build(), Ana.START)
            .learn(Ana.usual(Ana.START + Ana.DAY).net(Ana.STRANGE).build(), Ana.START + Ana.DAY);

    private final Population everybody = new PopulationBuilder()
            .add(Ana.usual().build())
            .add(Ana.usual().net(7).build())
            .add(Ana.usual().asn(8).net(9).provider(10).build())
            .add(Ana.usual().country(11).asn(12).net(13).os(14).deviceType(15).build())
            .build(1);

    private Evidence of(FactsBuilder facts) {
        return Evidence.of(facts.build(), twice, everybody);
    }

    private Map<Column, Float> changed(Evidence from, Evidence to) {
        Map<Column, Float> changed = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            if (Float.compare(from.number(column), to.number(column)) != 0) {
                changed.put(column, to.number(column));
            }
        }
        return changed;
    }

    @Test
    void countsOfTheAccountFadeAndThoseOfEverybodyDoNot() {
        long now = Ana.START + Ana.DAY + 90 * Ana.DAY;
        Evidence evidence = of(Ana.usual(now));

        float first = (float) StrictMath.pow(0.5, 1 / 90.0);
        float both = (first + 1) / 2;
        assertThat(evidence.number(Column.LOGINS)).isEqualTo(both);
        assertThat(evidence.number(Column.GAP_DAYS)).isEqualTo(90);
        assertThat(evidence.number(Column.COUNTRY_OWN)).isEqualTo(both);
        assertThat(evidence.number(Column.COUNTRY_OWN_PARENT)).isEqualTo(both);
        assertThat(evidence.number(Column.COUNTRY_NEW)).isZero();
        assertThat(evidence.number(Column.COUNTRY_ALL)).isEqualTo(3);
        assertThat(evidence.number(Column.COUNTRY_ALL_PARENT)).isEqualTo(4);
        assertThat(evidence.number(Column.OPERATOR_OWN)).isEqualTo(both);
        assertThat(evidence.number(Column.OPERATOR_OWN_PARENT)).isEqualTo(both);
        assertThat(evidence.number(Column.OPERATOR_ALL)).isEqualTo(2);
        assertThat(evidence.number(Column.OPERATOR_ALL_PARENT)).isEqualTo(3);
        assertThat(evidence.number(Column.NETWORK_OWN)).isEqualTo(first / 2);
        assertThat(evidence.number(Column.NETWORK_OWN_PARENT)).isEqualTo(both);
        assertThat(evidence.number(Column.NETWORK_NEW)).isEqualTo(0.5f);
        assertThat(evidence.number(Column.NETWORK_ALL)).isEqualTo(1);
        assertThat(evidence.number(Column.NETWORK_ALL_PARENT)).isEqualTo(2);
        assertThat(evidence.number(Column.BROWSER_ALL_PARENT)).isEqualTo(3);
        assertThat(evidence.number(Column.DEVICE_TYPE_ALL)).isEqualTo(3);
        assertThat(evidence.number(Column.HOUR_OWN)).isEqualTo(both);
    }

    @Test
    void aNetworkOfAnUnknownOperatorBelongsToItsCountryAndOneOfAnUnknownCountryToNobody() {
        Evidence noOperator = of(Ana.usual(Ana.START + Ana.DAY).asn(Facts.UNKNOWN));
        Evidence noCountry =
                of(Ana.usual(Ana.START + Ana.DAY).asn(Facts.UNKNOWN).country(Facts.UNKNOWN));

        assertThat(noOperator.number(Column.OPERATOR_OWN)).isNaN();
        assertThat(noOperator.number(Column.OPERATOR_ALL)).isZero();
        assertThat(noOperator.number(Column.NETWORK_ALL_PARENT)).isEqualTo(3);
        assertThat(noCountry.number(Column.NETWORK_ALL_PARENT)).isEqualTo(4);
    }

    @Test
    void whatIsWithheldCountsBelowNothing() {
        Evidence hidden = of(Ana.usual(Ana.START + Ana.DAY).os(Facts.WITHHELD));

        assertThat(hidden.number(Column.SYSTEM_OWN)).isEqualTo(-1);
        assertThat(hidden.number(Column.BROWSER_OWN)).isEqualTo(-1);
        assertThat(hidden.number(Column.SYSTEM_ALL)).isZero();
        assertThat(hidden.number(Column.MAJORS_BACK)).isEqualTo(20);
    }

    @Test
    void thePasskeyAndItsProviderAreCountedWithTheSystemTheyAreUsedOn() {
        Evidence evidence = of(Ana.usual(Ana.START + Ana.DAY));
        float both = evidence.number(Column.LOGINS);

        assertThat(evidence.number(Column.CREDENTIAL_OWN)).isEqualTo(both);
        assertThat(evidence.number(Column.HOLDER_OWN)).isEqualTo(both);
        assertThat(evidence.number(Column.HOLDER_ALL)).isEqualTo(2);
        assertThat(evidence.number(Column.PROVIDER_ALL)).isEqualTo(3);
        assertThat(evidence.number(Column.PROVIDER_OWN)).isEqualTo(both);
        assertThat(evidence.number(Column.VERIFIED_OWN)).isEqualTo(both);
        assertThat(evidence.number(Column.ATTACHMENT)).isEqualTo(Facts.ATTACHMENT_PLATFORM);
        assertThat(evidence.number(Column.ATTACHMENT_OWN)).isEqualTo(both);
        Evidence apart = of(Ana.usual(Ana.START + Ana.DAY).attachment(Facts.ATTACHMENT_CROSS_PLATFORM));
        assertThat(apart.number(Column.HOLDER_OWN)).isNaN();
        assertThat(apart.number(Column.ATTACHMENT_OWN)).isZero();
        Evidence unknown = of(Ana.usual(Ana.START + Ana.DAY).attachment(Facts.ATTACHMENT_UNKNOWN));
        assertThat(unknown.number(Column.ATTACHMENT_OWN)).isNaN();
        Evidence withheld = of(Ana.usual(Ana.START + Ana.DAY).attachment(Facts.ATTACHMENT_WITHHELD));
        assertThat(withheld.number(Column.ATTACHMENT_OWN)).isZero();
    }

    @Test
    void theDeviceIsCountedAndWhoeverDoesNotProveItToo() {
        Profile unproven = twice.learn(
                Ana.usual(Ana.START + 2 * Ana.DAY)
                        .device(5)
                        .continuity(Continuity.COOKIE)
                        .build(),
                Ana.START + 2 * Ana.DAY);

        Evidence evidence =
                Evidence.of(Ana.usual(Ana.START + 2 * Ana.DAY).device(5).build(), unproven, everybody);
        Evidence hidden = Evidence.of(
                Ana.usual(Ana.START + 2 * Ana.DAY).device(Facts.WITHHELD).build(), unproven, everybody);

        assertThat(evidence.number(Column.CONTINUITY)).isEqualTo(Continuity.PROVEN.ordinal());
        assertThat(evidence.number(Column.DEVICE_OWN)).isEqualTo(1);
        assertThat(evidence.number(Column.DEVICE_NEW)).isEqualTo(1);
        assertThat(evidence.number(Column.UNPROVEN)).isEqualTo(1);
        assertThat(hidden.number(Column.CONTINUITY)).isEqualTo(Continuity.WITHHELD.ordinal());
        assertThat(hidden.number(Column.DEVICE_OWN)).isZero();
    }

    @Test
    void placesAreMeasuredFromTheNearestAndFromTheLast() {
        Evidence north = of(Ana.usual(Ana.START + Ana.DAY + 7_200).latitude(61));

        assertThat(north.number(Column.DISTANCE)).isBetween(111f, 111.3f);
        assertThat(north.number(Column.TRAVEL)).isEqualTo(north.number(Column.DISTANCE));
        assertThat(north.number(Column.TRAVEL_HOURS)).isEqualTo(2);
        assertThat(of(Ana.usual(Ana.START)).number(Column.TRAVEL_HOURS)).isZero();
    }

    @Test
    void aPlaceThatIsKeptBackIsAsFarAsCanBeForAnAccountThatHasOne() {
        FactsBuilder keptBack = Ana.usual(Ana.START + Ana.DAY).keptBack(true);

        assertThat(of(keptBack).number(Column.DISTANCE)).isEqualTo(20_038);
        assertThat(of(keptBack).number(Column.TRAVEL)).isEqualTo(20_038);
        assertThat(of(keptBack.latitude(Float.NaN)).number(Column.DISTANCE)).isNaN();
        assertThat(Evidence.of(Ana.usual().keptBack(true).build(), Profile.EMPTY, everybody)
                        .number(Column.DISTANCE))
                .isNaN();
    }

    @Test
    void aBrowserIsAsManyVersionsBackAsItsOwnLastOneSays() {
        assertThat(of(Ana.usual(Ana.START + Ana.DAY).browserMajor(117)).number(Column.MAJORS_BACK))
                .isEqualTo(3);
        assertThat(of(Ana.usual(Ana.START + Ana.DAY).browserMajor(121)).number(Column.MAJORS_BACK))
                .isZero();
        assertThat(of(Ana.usual(Ana.START + Ana.DAY).browserMajor(1)).number(Column.MAJORS_BACK))
                .isEqualTo(20);
        assertThat(of(Ana.usual(Ana.START + Ana.DAY).browserMajor(0)).number(Column.MAJORS_BACK))
                .isEqualTo(20);
        assertThat(of(Ana.usual(Ana.START + Ana.DAY).browserMajor(Facts.MAJOR_UNKNOWN))
                        .number(Column.MAJORS_BACK))
                .isNaN();
    }

    @Test
    void eachFactHasItsColumn() {
        Evidence before =
                of(Ana.usual(Ana.START + Ana.DAY).backupEligible(false).userVerified(false));
        FactsBuilder all = Ana.usual(Ana.START + Ana.DAY)
                .backupChanged(true)
                .providerRevoked(true)
                .counterRegressed(true)
                .hintContradiction(true)
                .newPayee(true)
                .amount(250)
                .failuresOfAccount(1)
                .failuresOfNetwork(2)
                .failuresOfDevice(3)
                .credentialAgeSeconds(0)
                .accountAgeSeconds(5)
                .sinceRecoverySeconds(6)
                .sessionAgeSeconds(7);

        Evidence after = of(all).as(Activity.CUSTOM);

        Map<Column, Float> changed = changed(before, after);
        FLAGS.stream()
                .filter(flag -> flag != Column.SENSITIVE)
                .forEach(flag -> assertThat(changed).containsEntry(flag, 1f));
        assertThat(changed)
                .containsEntry(Column.AMOUNT, 250f)
                .containsEntry(Column.FAILURES_OF_ACCOUNT, 1f)
                .containsEntry(Column.FAILURES_OF_NETWORK, 2f)
                .containsEntry(Column.FAILURES_OF_DEVICE, 3f)
                .containsEntry(Column.CREDENTIAL_AGE, 0f)
                .containsEntry(Column.ACCOUNT_AGE, 5f)
                .containsEntry(Column.SINCE_RECOVERY, 6f)
                .containsEntry(Column.SESSION_AGE, 7f);
        assertThat(before.number(Column.SINCE_RECOVERY)).isNaN();
    }

    @Test
    void whatIsSensitiveIsSaidByWhatIsAttempted() {
        for (Activity activity : Activity.values()) {
            Evidence begun = Evidence.of(Facts.at(Ana.NOW, activity).build(), twice, everybody);
            Evidence other = of(Ana.usual()).as(activity);

            assertThat(begun.number(Column.SENSITIVE)).isEqualTo(activity.costly() ? 1 : 0);
            assertThat(other.number(Column.SENSITIVE)).isEqualTo(activity.costly() ? 1 : 0);
            assertThat(other.activity()).isEqualTo(activity);
            assertThat(other.population()).isEqualTo(1);
        }
    }
}
