package dev.latchkey.decision.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.risk.Policy;
import dev.latchkey.risk.Segment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds while the glass is broken. */
class GlassTextTest {
    private static final String DENYING =
            DefaultPolicy.TEXT.replace("{\"budget\": 0.05}", "{\"threshold\": 0.2, \"deny\": 0.9}");

    @Test
    void everybodyIsAskedAtSignInAndNothingElseChanges() {
        String text = GlassText.of(DefaultPolicy.TEXT, Glass.ASK_EVERYBODY);

        assertThat(document(text).action("sign_in").demand().atLeast()).isEqualTo(Least.STEP_UP);
        assertThat(((PolicyDiff.DiffOutcome.Found) PolicyDiff.between(DefaultPolicy.TEXT, text)).changes())
                .singleElement()
                .satisfies(change -> assertThat(change.path()).isEqualTo("$.actions.sign_in.at_least"));
    }

    @Test
    void nobodyIsAskedOrRefusedOnTheScoreAndTheRestRemains() {
        PolicyDocument before = document(DENYING);
        PolicyDocument after = document(GlassText.of(DENYING, Glass.ASK_NOBODY_ON_SCORE));
        PolicyInForce policy = new PolicyInForce(1, "", after, (activity, segment, share) -> 0.5);

        after.actions().keySet().forEach(action -> {
            for (Segment segment : Segment.values()) {
                Policy line = policy.ruleFor(action, segment);
                assertThat(line.thresholdProbability()).isGreaterThan(1);
                assertThat(line.denyProbability()).isGreaterThan(1);
            }
        });
        assertThat(after.rules()).isEqualTo(before.rules());
        assertThat(after.action("payout").amounts())
                .isEqualTo(before.action("payout").amounts());
        assertThat(after.action("payout").holdAfterRecovery())
                .isEqualTo(before.action("payout").holdAfterRecovery());
        assertThat(after.action("recovery").demand().atLeast()).isEqualTo(Least.HOLD);
    }

    @ParameterizedTest
    @EnumSource
    void aDocumentAsLongAsOneMayBeIsWrittenWithoutSpaces(Glass how) {
        StringBuilder networks = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            networks.append(i == 0 ? "" : ",")
                    .append("\"10.")
                    .append(i / 256)
                    .append('.')
                    .append(i % 256)
                    .append(".0/24\"");
        }
        String tight = DefaultPolicy.TEXT.replaceAll("\\s", "");
        String document = tight.replace("\"rules\":{", "\"rules\":{\"trusted_networks\":[" + networks + "],");

        String text = GlassText.of(document, how);

        assertThat(PolicyText.read(text)).isInstanceOf(Validation.Valid.class);
    }

    private static PolicyDocument document(String text) {
        return ((Validation.Valid) PolicyText.read(text)).document();
    }
}
