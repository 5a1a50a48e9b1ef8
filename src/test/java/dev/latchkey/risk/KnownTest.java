package dev.latchkey.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether a signal had what it needs, which an operator sees beside a reading of 0. */
class KnownTest {
    private static Set<Code> known(Evidence evidence) {
        Set<Code> known = EnumSet.noneOf(Code.class);
        int signals = Ana.risk().readings(evidence).length;
        for (Code code : List.of(Code.values()).subList(0, signals)) {
            if (Weighing.known(code.ordinal(), evidence)) {
                known.add(code);
            }
        }
        return known;
    }

    @Test
    void ofAnAttemptOfWhichNothingIsKnownOnlyWhatOneSeesIs() {
        Evidence nothing = Evidence.of(Facts.at(Ana.NOW, Activity.SIGN_IN).build(), Profile.EMPTY, Population.NONE);

        assertThat(known(nothing))
                .containsExactlyInAnyOrder(
                        Code.HINT_CONTRADICTION,
                        Code.BACKUP_CHANGED,
                        Code.REVOKED_PROVIDER,
                        Code.DEVICE_DID_NOT_CHECK,
                        Code.COUNTER_REGRESSED,
                        Code.FAILURES_OF_ACCOUNT,
                        Code.FAILURES_OF_NETWORK,
                        Code.FAILURES_OF_DEVICE,
                        Code.UNUSUAL_HOUR);
    }

    @Test
    void whereEverythingIsKnownEverySignalKnows() {
        Evidence everything = Ana.evidence(Ana.usual().sinceRecoverySeconds(5).build());

        assertThat(known(everything)).hasSize(Ana.risk().readings(everything).length);
    }

    @Test
    void anAccountWithoutAPastHasNoPlaceAndWasNeverAbsent() {
        Set<Code> lost = known(Ana.evidence(Ana.usual().build()));
        lost.removeAll(known(Evidence.of(Ana.usual().build(), Profile.EMPTY, Ana.EVERYBODY)));

        assertThat(lost).containsExactlyInAnyOrder(Code.FAR_PLACE, Code.FAST_TRAVEL, Code.LONG_ABSENCE);
    }

    static Stream<Arguments> lackings() {
        return Stream.of(
                lacking(facts -> facts.country(Facts.UNKNOWN), Code.NEW_COUNTRY),
                lacking(
                        facts -> facts.asn(Facts.UNKNOWN),
                        Code.NEW_OPERATOR,
                        Code.RARE_PLACE,
                        Code.UNPROVEN_AT_NEW_PLACE),
                lacking(
                        facts -> facts.net(Facts.UNKNOWN),
                        Code.NEW_NETWORK,
                        Code.USUAL_NETWORK,
                        Code.PASSKEY_AT_NEW_PLACE),
                lacking(facts -> facts.latitude(Float.NaN), Code.FAR_PLACE, Code.FAST_TRAVEL),
                lacking(
                        facts -> facts.os(Facts.UNKNOWN),
                        Code.NEW_SYSTEM,
                        Code.NEW_BROWSER,
                        Code.RARE_BROWSER,
                        Code.OLDER_BROWSER,
                        Code.PASSKEY_ON_OTHER_SYSTEM),
                lacking(facts -> facts.browser(Facts.UNKNOWN), Code.NEW_BROWSER, Code.RARE_BROWSER, Code.OLDER_BROWSER),
                lacking(facts -> facts.browserMajor(Facts.MAJOR_UNKNOWN), Code.OLDER_BROWSER),
                lacking(facts -> facts.deviceType(Facts.UNKNOWN), Code.NEW_DEVICE_TYPE),
                lacking(
                        facts -> facts.continuity(Continuity.UNKNOWN),
                        Code.NEW_DEVICE,
                        Code.UNPROVEN_DEVICE,
                        Code.CHANGED_DEVICE,
                        Code.MISSING_DEVICE_PROOF,
                        Code.PASSKEY_ELSEWHERE,
                        Code.PASSKEY_AT_NEW_PLACE,
                        Code.UNPROVEN_AT_NEW_PLACE),
                lacking(
                        facts -> facts.credential(Facts.UNKNOWN),
                        Code.PASSKEY_ELSEWHERE,
                        Code.PASSKEY_ON_OTHER_SYSTEM,
                        Code.PASSKEY_AT_NEW_PLACE),
                lacking(facts -> facts.provider(Facts.UNKNOWN), Code.NEW_PROVIDER),
                lacking(facts -> facts.attachment(Facts.ATTACHMENT_UNKNOWN), Code.NEW_ATTACHMENT),
                lacking(facts -> facts.credentialAgeSeconds(Facts.NO_AGE), Code.FRESH_PASSKEY_IN_USE),
                lacking(facts -> facts.sinceRecoverySeconds(Facts.NO_AGE), Code.RECENT_RECOVERY));
    }

    private static Arguments lacking(UnaryOperator<FactsBuilder> fact, Code... lost) {
        return Arguments.of(List.of(lost), fact);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lackings")
    void oneFactThatIsLackingLeavesTheseInTheDark(List<Code> lost, UnaryOperator<FactsBuilder> without) {
        Facts everything = Ana.usual().sinceRecoverySeconds(5).build();

        Set<Code> dark = known(Ana.evidence(everything));
        dark.removeAll(known(Ana.evidence(without.apply(everything.but()).build())));

        assertThat(dark).containsExactlyInAnyOrderElementsOf(lost);
    }
}
