package dev.latchkey.decision.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.latchkey.decision.insight.SegmentBudget.Source;
import dev.latchkey.decision.policy.DefaultPolicy;
import dev.latchkey.decision.policy.PolicyEdit;
import dev.latchkey.decision.policy.PolicyInForce;
import dev.latchkey.decision.policy.PolicyText;
import dev.latchkey.decision.policy.TextPolicies;
import dev.latchkey.decision.policy.Validation;
import dev.latchkey.risk.Activity;
import dev.latchkey.risk.Model;
import dev.latchkey.risk.Risk;
import dev.latchkey.risk.Segment;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that keep a budget, against counting by hand. */
class BudgetSolverTest {
    private static final Model MODEL = Model.current();
    private static final int MANY = 20_000;

    private final BudgetSolver solver = new BudgetSolver(MODEL, TextPolicies.released(), "sign_in");
    private final double[] owners = scores(1, MANY, -6);
    private final double[] strangers = scores(2, 40, -2);

    private static double[] scores(long seed, int many, double middle) {
        Random random = new Random(seed);
        return DoubleStream.generate(() -> middle + 1.5 * random.nextGaussian())
                .limit(many)
                .toArray();
    }

    private void fill() {
        Arrays.stream(owners).forEach(solver.scores(Segment.REGULAR, false)::add);
        Arrays.stream(strangers).forEach(solver.scores(Segment.REGULAR, true)::add);
    }

    private static long asked(double[] scores, double threshold) {
        return Arrays.stream(scores)
                .filter(score -> Risk.probability(score) >= threshold)
                .count();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.005, 0.01, 0.02, 0.2, 0.7})
    void theLineAsksNoMoreThanTheShareAndNoFewerThanItMust(double share) {
        fill();

        SegmentBudget solved = solver.solve(Segment.REGULAR, share);

        double threshold = solved.solved().threshold();
        double aCellLower = Risk.probability(Risk.logit(threshold) - 1.5 * Scores.STEP);
        assertThat(solved.source()).isEqualTo(Source.DECISIONS);
        assertThat(asked(owners, threshold)).isLessThanOrEqualTo((long) (share * MANY));
        assertThat(asked(owners, aCellLower)).isGreaterThan((long) (share * MANY));
        assertThat(solved.solved().asked().hits()).isEqualTo(asked(owners, threshold));
        assertThat(solved.solved().asked().total()).isEqualTo(MANY);
        assertThat(solved.solved().caught().hits()).isEqualTo(asked(strangers, threshold));
        assertThat(solved.solved().caught().total()).isEqualTo(40);
    }

    @Test
    void theCurveIsWhatCountingByHandSaysAtEachOfItsPoints() {
        fill();

        SegmentBudget solved = solver.solve(Segment.REGULAR, 0.01);

        assertThat(solved.curve()).hasSize(50).allSatisfy(point -> {
            assertThat(point.asked().hits()).isEqualTo(asked(owners, point.threshold()));
            assertThat(point.caught().hits()).isEqualTo(asked(strangers, point.threshold()));
        });
        assertThat(solved.curve().getLast().share()).isCloseTo(1, within(1e-9));
        assertThat(solved.curve().getLast().asked().value()).isEqualTo(1);
    }

    @Test
    void todaysLineIsThatOfThePolicy() {
        fill();

        Standing today = solver.today(Segment.REGULAR);

        double line = MODEL.exceededBy(Activity.SIGN_IN, Segment.REGULAR, 0.01).orElseThrow();
        assertThat(today.kind()).isEqualTo("budget");
        assertThat(today.threshold()).isEqualTo(line);
        assertThat((double) today.asked().hits()).isCloseTo(asked(owners, line), within(10.0));
    }

    @Test
    void whereThereIsTooLittleTheModelsOwnLineIsTakenAndSaidSo() {
        Arrays.stream(owners).limit(900).forEach(solver.scores(Segment.REGULAR, false)::add);

        SegmentBudget solved = solver.solve(Segment.REGULAR, 0.01);

        assertThat(solved.source()).isEqualTo(Source.MODEL);
        assertThat(solved.solved().threshold())
                .isEqualTo(MODEL.exceededBy(Activity.SIGN_IN, Segment.REGULAR, 0.01)
                        .orElseThrow());
    }

    @Test
    void whoIsStoppedAnywayIsNoPartOfWhatTheLineMayAsk() {
        fill();
        for (int i = 0; i < 500; i++) {
            solver.scores(Segment.REGULAR, false).addAnyway();
            solver.scores(Segment.REGULAR, false).addNever();
        }

        SegmentBudget solved = solver.solve(Segment.REGULAR, 0.01);

        assertThat(solved.attempts()).isEqualTo(MANY + 1_000);
        assertThat(solved.solved().asked().hits())
                .isEqualTo(asked(owners, solved.solved().threshold()))
                .isLessThanOrEqualTo(210);
    }

    @Test
    void nobodyAndEverybodyNeedNoCounting() {
        fill();

        assertThat(solver.solve(Segment.REGULAR, 0).solved().asked().hits()).isZero();
        assertThat(solver.solve(Segment.REGULAR, 1).solved().asked().value()).isEqualTo(1);
    }

    @Test
    void theEditDrawsTheLineItself() {
        String edited = PolicyEdit.apply(
                DefaultPolicy.TEXT,
                PolicyEdit.lines(
                        "sign_in", PolicyEdit.By.THRESHOLD, Map.of(Segment.NEW, 0.0134, Segment.REGULAR, 1.0)));

        PolicyInForce policy = TextPolicies.read(edited, 1);

        assertThat(PolicyText.read(edited)).isInstanceOf(Validation.Valid.class);
        assertThat(policy.ruleFor("sign_in", Segment.NEW).thresholdProbability())
                .isEqualTo(0.0134);
        assertThat(policy.ruleFor("sign_in", Segment.REGULAR).thresholdProbability())
                .isEqualTo(1);
        assertThat(policy.ruleFor("sign_in", Segment.DORMANT).thresholdProbability())
                .isEqualTo(MODEL.exceededBy(Activity.SIGN_IN, Segment.DORMANT, 0.01)
                        .orElseThrow());
    }
}
