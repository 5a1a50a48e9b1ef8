package dev.latchkey.riskbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.risk.Hypothesis;
import dev.latchkey.risk.Model;
import dev.latchkey.risk.Risk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FitTest {
    @Test
    void theSameInputsGiveTheSameModelToTheLastDigit() {
        String once = new Fit(Fit.Shape.SMALL).text(Optional.empty());
        String again = new Fit(Fit.Shape.SMALL).text(Optional.empty());

        assertThat(again).isEqualTo(once);
        assertThat(Model.parse(once).version()).isEqualTo(Model.CURRENT);
    }

    @Test
    void anAttackerLeftOutLeavesAnotherModel() {
        Fit fit = new Fit(Fit.Shape.SMALL);

        assertThat(fit.text(Optional.of(Attacker.STUFFING))).isNotEqualTo(fit.text(Optional.empty()));
    }

    @Test
    void theShippedModelNamesTheInputsThatStandHere() throws IOException {
        try (InputStream in = Model.class.getResourceAsStream("model-" + Model.CURRENT + ".properties")) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("# Fitted to: " + Fit.inputs(Fit.Shape.FULL) + ".");
        }
    }

    @Test
    void noWeightFallsBelowTheFloorThatJudgementSets() {
        Model judgement = Model.parse(ModelText.judgement());
        Model shipped = Model.current();

        for (Hypothesis hypothesis : Hypothesis.values()) {
            double[] floors = judgement.weights(hypothesis);
            double[] weights = shipped.weights(hypothesis);
            assertThat(Arrays.equals(floors, weights) || ModelText.exampled(hypothesis))
                    .isTrue();
            for (int k = 0; k < floors.length; k++) {
                assertThat(weights[k]).isGreaterThanOrEqualTo(floors[k]);
            }
        }
    }

    @Test
    void noSeedIsBothLearntFromAndReported() {
        assertThat(World.TRAINING_SEEDS).isNotEmpty().allMatch(seed -> seed >= 9_000);
    }

    @Test
    void ascentFindsWhatSeparatesAndKeepsWeightsAtTheirFloors() {
        double[][] rows = {{0, 1}, {0, 0}, {0, 1}, {3, 0}, {3, 1}, {2, 0}};
        int[] labels = {0, 0, 0, 1, 1, 1};
        double[] importance = new double[6];
        Arrays.fill(importance, 1.0 / 6);
        Ascent ascent =
                new Ascent(rows, labels, importance, new double[2][2], new double[][] {{0, 0, 0}, {0, 0, 0}}, 1e-6);

        ascent.climb(200, 0.1, 1);

        assertThat(ascent.weights[1][0]).isGreaterThan(1);
        assertThat(ascent.weights[1][1]).isZero();
    }

    @Test
    void knotsRiseEvenWhereCountsDoNot() {
        String knots = Rising.knots(
                List.of(
                        new Rising.Point(-3, 5, false),
                        new Rising.Point(-2, 1, true),
                        new Rising.Point(-1, 5, false),
                        new Rising.Point(0, 0.1, true),
                        new Rising.Point(1, 1, true)),
                1);

        String text = ModelText.judgement().replace("calibration.new=0:0", "calibration.new=" + knots);
        assertThat(new Risk(Model.parse(text)).model().version()).isEqualTo(Model.CURRENT);
        assertThat(knots.split(" ")).hasSize(2);
    }
}
