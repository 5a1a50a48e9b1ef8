package dev.latchkey.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChoiceTest {
    private static final double[] TAKEOVER = {0.9, 0, 0.1, 0, 0, 0, 0, 0};
    private static final Set<Challenge> ALL = EnumSet.allOf(Challenge.class);

    @Test
    void askedIsFromTheThresholdOnAndRefusedFromTheOtherOne() {
        Choice choice = new Choice(Policies.asking(0.1, 0.9), ALL, TAKEOVER, Hypothesis.SYNC_TAKEOVER);

        assertThat(choice.verdict(0.09, 0.09)).isEqualTo(Verdict.ALLOW);
        assertThat(choice.verdict(0.10, 0.10)).isEqualTo(Verdict.STEP_UP);
        assertThat(choice.verdict(0.89, 0.99)).isEqualTo(Verdict.STEP_UP);
        assertThat(choice.verdict(0.90, 0.90)).isEqualTo(Verdict.DENY);
    }

    @Test
    void withoutABudgetItIsAskedIffThatCostsLess() {
        Choice choice =
                new Choice(Policies.costing(500), EnumSet.of(Challenge.TOTP), TAKEOVER, Hypothesis.SYNC_TAKEOVER);
        double cost = Challenge.TOTP.seconds() * 0.01 + Challenge.TOTP.abandoned() * 20;
        double odds = cost / (500 * Challenge.TOTP.stopped(Hypothesis.SYNC_TAKEOVER));

        double threshold = choice.threshold();

        assertThat(threshold / (1 - threshold)).isCloseTo(odds, within(1e-12));
        assertThat(choice.verdict(threshold, threshold)).isEqualTo(Verdict.STEP_UP);
        assertThat(choice.verdict(threshold * 0.999, threshold * 0.999)).isEqualTo(Verdict.ALLOW);
    }

    @Test
    void theHigherTheLossTheEarlierItIsAsked() {
        double cheap = new Choice(Policies.costing(50), ALL, TAKEOVER, Hypothesis.SYNC_TAKEOVER).threshold();
        double dear = new Choice(Policies.costing(5_000), ALL, TAKEOVER, Hypothesis.SYNC_TAKEOVER).threshold();

        assertThat(dear).isLessThan(cheap);
    }

    @Test
    void onlyWhatIsOwnedAndAllowedIsOfferedQuickestFirst() {
        Policy policy = new Policy(
                1,
                0.01,
                20,
                500,
                0.01,
                Policy.NEVER,
                EnumSet.of(Challenge.SUPPORT, Challenge.TOTP, Challenge.OTHER_PASSKEY, Challenge.FRESH_PASSKEY),
                Duration.ofDays(1));

        Choice choice = new Choice(
                policy,
                EnumSet.of(Challenge.TOTP, Challenge.FRESH_PASSKEY, Challenge.OTHER_PASSKEY, Challenge.EMAIL_CODE),
                TAKEOVER,
                Hypothesis.SYNC_TAKEOVER);

        assertThat(choice.suitable()).containsExactly(Challenge.OTHER_PASSKEY, Challenge.TOTP);
    }

    @Test
    void whereThereIsNothingToAskTheListIsEmptyAndCostNeverAsks() {
        Choice choice = new Choice(
                Policies.costing(500), EnumSet.of(Challenge.FRESH_PASSKEY), TAKEOVER, Hypothesis.SYNC_TAKEOVER);

        assertThat(choice.suitable()).isEmpty();
        assertThat(choice.verdict(0.99, 0.99)).isEqualTo(Verdict.ALLOW);
    }

    @Test
    void littleKnowledgeSparesAtTheDoorAndAsksWhereItMatters() {
        Facts facts = Ana.usual().build();
        Evidence door = Evidence.of(facts, Profile.EMPTY, Ana.EVERYBODY);
        Evidence payout =
                Evidence.of(Facts.at(Ana.NOW, Activity.CUSTOM).amount(500).build(), Profile.EMPTY, Ana.EVERYBODY);

        assertThat(Ana.risk().deciding(door)).isLessThan(Ana.risk().score(door));
        assertThat(Ana.risk().deciding(payout)).isGreaterThan(Ana.risk().score(payout));
    }

    @Test
    void whatIsUnknownNeverDenies() {
        Evidence nothing = Ana.evidence(Facts.at(Ana.NOW, Activity.SIGN_IN).build());

        Assessment assessment = Ana.risk().assess(nothing, Policies.asking(0.05, 0.05), ALL);

        assertThat(assessment.verdict()).isEqualTo(Verdict.ALLOW);
    }

    @Test
    void theCounterfactualNamesTheReadingsThatWouldHaveLetItPass() {
        Facts facts = Ana.usual()
                .continuity(Continuity.CHANGED)
                .asn(Ana.STRANGE)
                .net(Ana.STRANGE + 1)
                .build();
        Evidence evidence = Ana.evidence(facts);
        double threshold = Ana.risk().assess(evidence, Policies.sign(), ALL).probability() / 3;

        Assessment assessment = Ana.risk().assess(evidence, Policies.asking(threshold, Policy.NEVER), ALL);

        assertThat(assessment.verdict()).isEqualTo(Verdict.STEP_UP);
        assertThat(assessment.counterfactual().threshold()).isEqualTo(threshold);
        assertThat(assessment.counterfactual().passes()).isTrue();
        assertThat(assessment.counterfactual().usual()).isNotEmpty().hasSizeLessThan(4);
    }

    @Test
    void aPolicyThatMakesNoSenseIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Policies.asking(0.5, 0.4));
        assertThatIllegalArgumentException().isThrownBy(() -> Policies.asking(-0.1, 0.4));
        assertThatIllegalArgumentException().isThrownBy(() -> Policies.costing(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> Policies.costing(Double.NaN));
    }
}
