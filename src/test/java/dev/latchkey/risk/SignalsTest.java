package dev.latchkey.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each signal: what is as usual reads low, what it asks for reads higher, what is unknown reads 0. */
class SignalsTest {
    /** What a device that proves its own key answers for; tried on one with a cookie. */
    private static final Set<Code> OF_PLACES = EnumSet.of(
            Code.NEW_COUNTRY,
            Code.NEW_OPERATOR,
            Code.RARE_PLACE,
            Code.FAR_PLACE,
            Code.FAST_TRAVEL,
            Code.UNPROVEN_AT_NEW_PLACE);

    static Stream<Arguments> worseFacts() {
        return Stream.of(
                worse(Code.NEW_COUNTRY, facts -> facts.country(Ana.STRANGE)),
                worse(Code.NEW_OPERATOR, facts -> facts.asn(Ana.STRANGE)),
                worse(Code.NEW_NETWORK, facts -> facts.net(Ana.STRANGE)),
                worse(Code.NEW_SYSTEM, facts -> facts.os(Ana.STRANGE)),
                worse(Code.NEW_BROWSER, facts -> facts.browser(Ana.STRANGE)),
                worse(Code.NEW_DEVICE_TYPE, facts -> facts.deviceType(Ana.STRANGE)),
                worse(Code.RARE_PLACE, facts -> facts.asn(Ana.STRANGE)),
                worse(Code.RARE_BROWSER, facts -> facts.browser(Ana.STRANGE)),
                worse(Code.FAR_PLACE, facts -> facts.latitude(40)),
                worse(Code.FAST_TRAVEL, facts -> facts.latitude(-40).longitude(-170)),
                worse(Code.OLDER_BROWSER, facts -> facts.browserMajor(118)),
                worse(Code.HINT_CONTRADICTION, facts -> facts.hintContradiction(true)),
                worse(Code.NEW_DEVICE, SignalsTest::elsewhere),
                worse(Code.UNPROVEN_DEVICE, facts -> facts.continuity(Continuity.COOKIE)),
                worse(Code.CHANGED_DEVICE, facts -> facts.continuity(Continuity.CHANGED)),
                worse(Code.MISSING_DEVICE_PROOF, facts -> facts.continuity(Continuity.COOKIE)),
                worse(Code.PASSKEY_ELSEWHERE, SignalsTest::elsewhere),
                worse(Code.PASSKEY_ON_OTHER_SYSTEM, facts -> facts.os(Ana.STRANGE)),
                worse(Code.BACKUP_CHANGED, facts -> facts.backupChanged(true)),
                worse(Code.NEW_PROVIDER, facts -> facts.provider(Ana.STRANGE)),
                worse(Code.REVOKED_PROVIDER, facts -> facts.providerRevoked(true)),
                worse(Code.NEW_ATTACHMENT, facts -> facts.attachment(Facts.ATTACHMENT_CROSS_PLATFORM)),
                worse(Code.DEVICE_DID_NOT_CHECK, facts -> facts.userVerified(false)),
                worse(Code.COUNTER_REGRESSED, facts -> facts.counterRegressed(true)),
                worse(Code.RECENT_RECOVERY, facts -> facts.sinceRecoverySeconds(3_600)),
                worse(Code.FAILURES_OF_ACCOUNT, facts -> facts.failuresOfAccount(3)),
                worse(Code.FAILURES_OF_NETWORK, facts -> facts.failuresOfNetwork(3)),
                worse(Code.FAILURES_OF_DEVICE, facts -> facts.failuresOfDevice(3)),
                worse(Code.PASSKEY_AT_NEW_PLACE, facts -> elsewhere(facts).net(Ana.STRANGE)),
                worse(Code.UNPROVEN_AT_NEW_PLACE, facts -> facts.asn(Ana.STRANGE)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("worseFacts")
    void aWorseFactReadsHigherAndLeavesTheScoreNoLower(Code code, UnaryOperator<FactsBuilder> change) {
        Facts usual = OF_PLACES.contains(code)
                ? Ana.usual().continuity(Continuity.COOKIE).build()
                : Ana.usual().build();
        Facts worse = change.apply(usual.but()).build();

        double before = reading(code, usual);
        double after = reading(code, worse);

        assertThat(after).isGreaterThan(before).isPositive();
        assertThat(Ana.risk().score(Ana.evidence(worse)))
                .isGreaterThanOrEqualTo(Ana.risk().score(Ana.evidence(usual)));
    }

    @Test
    void everySignalReadsExactlyNothingOfAnAttemptOfWhichNothingIsKnown() {
        Facts unknown = Facts.at(Ana.NOW, Activity.SIGN_IN).build();

        Evidence evidence = Ana.evidence(unknown);

        assertThat(Arrays.stream(Ana.risk().readings(evidence)).limit(Code.UNUSUAL_HOUR.ordinal()))
                .containsOnly(0.0);
    }

    @Test
    void aPasskeyOfTodayUsedForMoreThanASessionIsAReading() {
        Facts old = Ana.usual().build();
        Facts young =
                Facts.at(Ana.NOW, Activity.CUSTOM).credentialAgeSeconds(3_600).build();

        assertThat(reading(Code.FRESH_PASSKEY_IN_USE, young)).isEqualTo(1);
        assertThat(reading(
                        Code.FRESH_PASSKEY_IN_USE,
                        young.but().credentialAgeSeconds(100_000).build()))
                .isZero();
        assertThat(reading(Code.FRESH_PASSKEY_IN_USE, old)).isZero();
    }

    @Test
    void anHourThatIsNotKeptReadsHigherThanTheUsualOne() {
        Facts usual = Ana.usual(Ana.NOW).build();
        Facts night = Ana.usual(Ana.NOW + 12 * 3_600).build();

        assertThat(reading(Code.UNUSUAL_HOUR, night)).isGreaterThan(reading(Code.UNUSUAL_HOUR, usual));
    }

    @Test
    void aLongAbsenceReadsUnlessTheDeviceProvesToBeBack() {
        long later = Ana.NOW + 60 * Ana.DAY;
        Facts back = Ana.usual(later).build();
        Facts unproven = back.but().continuity(Continuity.COOKIE).build();
        Facts soon = Ana.usual().continuity(Continuity.COOKIE).build();

        assertThat(reading(Code.LONG_ABSENCE, unproven)).isPositive();
        assertThat(reading(Code.LONG_ABSENCE, back)).isZero();
        assertThat(reading(Code.LONG_ABSENCE, soon)).isZero();
    }

    @Test
    void aDeviceThatProvesItsKeyAnswersForItsPlaceAndOneOfWhichNothingIsKnownDoesNot() {
        Facts proven =
                Ana.usual().country(Ana.STRANGE).asn(Ana.STRANGE).latitude(-40).build();
        Facts unknown = proven.but().continuity(Continuity.UNKNOWN).build();

        for (Code code : List.of(Code.NEW_COUNTRY, Code.NEW_OPERATOR, Code.RARE_PLACE, Code.FAR_PLACE)) {
            assertThat(reading(code, proven)).isZero();
            assertThat(reading(code, unknown)).isPositive();
        }
    }

    @Test
    void whoeverHidesTheBrowserEveryTimeShowsNothingNewByIt() {
        Profile hiding = Profile.EMPTY;
        for (int day = 0; day < 60; day++) {
            long at = Ana.START + day * Ana.DAY;
            hiding = hiding.learn(hidden(at), at);
        }

        double[] used = Ana.risk().readings(Evidence.of(hidden(Ana.NOW), hiding, Ana.EVERYBODY));

        assertThat(used[Code.OLDER_BROWSER.ordinal()]).isLessThan(reading(Code.OLDER_BROWSER, hidden(Ana.NOW)) / 5);
    }

    private static Facts hidden(long at) {
        return Ana.usual(at)
                .os(Facts.WITHHELD)
                .browser(Facts.WITHHELD)
                .browserMajor(Facts.MAJOR_WITHHELD)
                .build();
    }

    @Test
    void anUpgradeOfTheBrowserIsNoEvidence() {
        Facts upgraded = Ana.usual().browserMajor(131).build();

        assertThat(reading(Code.OLDER_BROWSER, upgraded)).isZero();
    }

    @Test
    void aTravellersNewCountryCostsLessThanAHermits() {
        Profile traveller = Profile.EMPTY;
        for (int day = 0; day < 60; day++) {
            long at = Ana.START + day * Ana.DAY;
            traveller = traveller.learn(Ana.usual(at).country(2_000 + day).build(), at);
        }
        Facts abroad =
                Ana.usual().country(Ana.STRANGE).continuity(Continuity.COOKIE).build();

        double hermits = reading(Code.NEW_COUNTRY, abroad);
        double travellers = Ana.risk().readings(Evidence.of(abroad, traveller, Ana.EVERYBODY))[0];

        assertThat(travellers).isLessThan(hermits / 2);
    }

    private static double reading(Code code, Facts facts) {
        return Ana.risk().readings(Ana.evidence(facts))[code.ordinal()];
    }

    private static FactsBuilder elsewhere(FactsBuilder facts) {
        return facts.device(Ana.STRANGE).continuity(Continuity.NEW);
    }

    private static Arguments worse(Code code, UnaryOperator<FactsBuilder> change) {
        return Arguments.of(code, change);
    }
}
