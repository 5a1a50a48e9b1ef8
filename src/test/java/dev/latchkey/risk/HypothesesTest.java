package dev.latchkey.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A typical scene for each hypothesis, and the proofs that would or would not answer it. */
class HypothesesTest {
    static Stream<Arguments> scenes() {
        return Stream.of(
                Arguments.of(
                        Hypothesis.REPLAY,
                        Ana.usual()
                                .continuity(Continuity.CHANGED)
                                .asn(Ana.STRANGE)
                                .net(Ana.STRANGE + 1)),
                Arguments.of(
                        Hypothesis.SYNC_TAKEOVER,
                        Ana.usual()
                                .device(Ana.STRANGE)
                                .continuity(Continuity.NEW)
                                .asn(Ana.STRANGE)
                                .net(Ana.STRANGE + 1)),
                Arguments.of(
                        Hypothesis.RECOVERY_ABUSE,
                        Ana.usual()
                                .credential(Ana.STRANGE)
                                .credentialAgeSeconds(0)
                                .sinceRecoverySeconds(0)
                                .device(Ana.STRANGE)
                                .continuity(Continuity.NEW)
                                .asn(Ana.STRANGE)
                                .net(Ana.STRANGE + 1)),
                Arguments.of(
                        Hypothesis.STOLEN_DEVICE,
                        Ana.usual().userVerified(false).net(Ana.STRANGE + 1)),
                Arguments.of(
                        Hypothesis.HOSTILE_ENROLMENT,
                        Facts.at(Ana.NOW, Activity.ADD_PASSKEY)
                                .credentialAgeSeconds(60)
                                .providerRevoked(true)
                                .attachment(Facts.ATTACHMENT_CROSS_PLATFORM)
                                .provider(Ana.STRANGE)),
                Arguments.of(
                        Hypothesis.AUTOMATION,
                        Ana.usual()
                                .device(Ana.STRANGE)
                                .continuity(Continuity.NEW)
                                .country(Ana.STRANGE)
                                .asn(Ana.STRANGE)
                                .net(Ana.STRANGE + 1)
                                .os(Ana.STRANGE)
                                .browser(Ana.STRANGE)
                                .failuresOfNetwork(80)
                                .failuresOfAccount(3)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenes")
    void theSceneIsRecognisedAndAnsweredByWhatIsNotUnderSuspicion(Hypothesis hypothesis, FactsBuilder scene) {
        Evidence evidence = Ana.evidence(scene.build());

        Assessment assessment =
                Ana.risk().assess(evidence, Policies.asking(0.000_1, Policy.NEVER), EnumSet.allOf(Challenge.class));

        assertThat(assessment.leading()).isEqualTo(hypothesis);
        assertThat(assessment.logit()).isGreaterThan(Ana.score(Ana.usual()));
        assertThat(assessment.suitable()).isNotEmpty().allMatch(challenge -> challenge.stopped(hypothesis) >= 0.5);
    }

    @Test
    void theOwnerIsRecognised() {
        Assessment assessment =
                Ana.risk().assess(Ana.evidence(Ana.usual().build()), Policies.sign(), EnumSet.allOf(Challenge.class));

        assertThat(assessment.verdict()).isEqualTo(Verdict.ALLOW);
        assertThat(assessment.posterior().get(Hypothesis.OWNER)).isGreaterThan(0.9);
        assertThat(assessment.counterfactual().passes()).isTrue();
    }

    @Test
    void theUsualNetworkSpeaksForTheHouseholdAndNeverForAnAttack() {
        Facts home = Ana.usual().continuity(Continuity.NEW).device(Ana.STRANGE).build();
        Facts away = home.but().net(Ana.STRANGE).build();

        double atHome = shared(home);
        double elsewhere = shared(away);

        assertThat(atHome).isGreaterThan(elsewhere);
    }

    @Test
    void aTakenCloudAccountIsNotAskedForTheSamePasskeyAgain() {
        assertThat(Challenge.FRESH_PASSKEY.answers(Hypothesis.SYNC_TAKEOVER)).isFalse();
        assertThat(Challenge.FRESH_PASSKEY.answers(Hypothesis.REPLAY)).isTrue();
        assertThat(Challenge.OTHER_PASSKEY.answers(Hypothesis.SYNC_TAKEOVER)).isTrue();
        assertThat(Challenge.TOTP.answers(Hypothesis.STOLEN_DEVICE)).isFalse();
        assertThat(Challenge.EMAIL_CODE.answers(Hypothesis.RECOVERY_ABUSE)).isFalse();
    }

    private static double shared(Facts facts) {
        return Ana.risk()
                .assess(Ana.evidence(facts), Policies.sign(), EnumSet.allOf(Challenge.class))
                .posterior()
                .get(Hypothesis.SHARED_DEVICE);
    }
}
