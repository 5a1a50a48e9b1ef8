package dev.latchkey.riskbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.latchkey.riskbench.Standing.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How scores become the numbers of the table. */
class EvaluationTest {
    private static final World WORLD = Generator.of(2_000, 40).world(8);

    @Test
    void wilsonsIntervalIsThatOfTheTextbook() {
        // 8 of 10 at 95 %: 0.490 to 0.943. 0 of 10: 0 to 0.278.
        assertThat(new Wilson(8, 10).low()).isCloseTo(0.4902, within(1e-4));
        assertThat(new Wilson(8, 10).high()).isCloseTo(0.9433, within(1e-4));
        assertThat(new Wilson(0, 10).low()).isZero();
        assertThat(new Wilson(0, 10).high()).isCloseTo(0.2775, within(1e-4));
    }

    @Test
    void thresholdsKeepTheBudget() {
        Thresholds thresholds = Thresholds.global(
                scored(IntStream.range(0, 1_000).mapToDouble(i -> i).toArray()));

        assertThat(thresholds.at(Segment.REGULAR, 0.01)).isEqualTo(989);
        assertThat(IntStream.range(0, 1_000).filter(i -> i > thresholds.at(Segment.REGULAR, 0.01)))
                .hasSize(10);
    }

    @Test
    void tiesAreNeverSplit() {
        double[] coarse =
                IntStream.range(0, 1_000).mapToDouble(i -> i < 900 ? 0 : 1).toArray();

        Thresholds thresholds = Thresholds.global(scored(coarse));

        assertThat(thresholds.at(Segment.REGULAR, 0.01)).isEqualTo(1);
        assertThat(thresholds.at(Segment.REGULAR, 0.10)).isEqualTo(0);
    }

    @Test
    void aSmallSegmentGoesOnByEverybodysSteps() {
        List<Trial.Scored> tuning = new ArrayList<>(
                scored(IntStream.range(0, 1_000).mapToDouble(i -> i).toArray()));
        IntStream.range(0, 200)
                .forEach(i -> tuning.add(new Trial.Scored(5_000 + i, Attacker.NONE, Segment.DORMANT, 1, 5)));

        Thresholds thresholds = Thresholds.perSegment(tuning);

        // Ten of 200 are five per cent and enough; two are not: five above 5,194, then on by everybody's steps.
        assertThat(thresholds.at(Segment.DORMANT, 0.05)).isEqualTo(5_189);
        assertThat(thresholds.at(Segment.DORMANT, 0.01)).isEqualTo(5_194 + 5_187 - 5_169);
        assertThat(thresholds.at(Segment.REGULAR, 0.01)).isEqualTo(989);
        assertThat(thresholds.at(Segment.NEW, 0.01)).isEqualTo(5_187);
    }

    @Test
    void noAttackerIsLearntAndNobodyIsScoredAtTheFirstLogin() {
        Watching watching = new Watching();

        Trial trial = Trial.of(watching, WORLD);

        assertThat(watching.learnt).isNotEmpty().allMatch(row -> !row.attacker().hostile());
        assertThat(watching.learnt).hasSize((int)
                WORLD.rows().stream().filter(row -> !row.attacker().hostile()).count());
        assertThat(Stream.of(trial.tuning, trial.genuine, trial.hostile).flatMap(List::stream))
                .isNotEmpty()
                .allMatch(scored -> scored.logins() > 0);
    }

    @Test
    void thresholdsAreTriedOnOtherUsersAndLater() {
        Trial trial = Trial.of(new Watching(), WORLD);

        assertThat(trial.tuning).isNotEmpty().allMatch(scored -> World.tunes(scored.user()));
        assertThat(trial.genuine).isNotEmpty().noneMatch(scored -> World.tunes(scored.user()));
        assertThat(trial.hostile).isNotEmpty().noneMatch(scored -> World.tunes(scored.user()));
        assertThat(WORLD.tuneFrom()).isLessThan(WORLD.testFrom());
    }

    @Test
    void whatNobodyNoticedIsLearntAndNotCounted() {
        World poisoned = Generator.of(1_000, 10).poisoned().world(3);
        Watching watching = new Watching();

        Trial trial = Trial.of(watching, poisoned);

        assertThat(watching.learnt).filteredOn(row -> row.attacker().hostile()).hasSize(90);
        assertThat(trial.hostile).hasSizeLessThanOrEqualTo(30);
    }

    @Test
    void aPerfectScorerCatchesAllAndAsksNobody() {
        Evaluation evaluation = Evaluation.perSegment("oracle");

        evaluation.add(Trial.of(new Oracle(), WORLD));

        assertThat(evaluation.caught(Attacker.NAIVE, 0.01).share()).isEqualTo(1);
        assertThat(evaluation.asked(0.01).share()).isLessThan(0.03);
    }

    @Test
    void anHonestProbabilityIsFoundCalibrated() {
        Reliability reliability = new Reliability();

        reliability.add(Trial.of(new Constant(), WORLD));

        assertThat(reliability.top(1).ratio()).isCloseTo(1, within(0.01));
    }

    @Test
    void poisonIsAMarkOfTheWorld() {
        World world = new World(0, List.of(BaselinesTest.row(1, 5, "a", "x")), new BitSet(), 0, 10);

        assertThat(Trial.of(new Watching(), world).tuning).isEmpty();
    }

    private static List<Trial.Scored> scored(double[] scores) {
        return Arrays.stream(scores)
                .mapToObj(score -> new Trial.Scored(score, Attacker.NONE, Segment.REGULAR, 1, 5))
                .toList();
    }

    /** Remembers what it was taught. */
    private static final class Watching implements Scorer {
        private final List<Login> learnt = new ArrayList<>();

        @Override
        public String name() {
            return "watching";
        }

        @Override
        public double score(Login attempt) {
            return 0;
        }

        @Override
        public void learn(Login genuine) {
            learnt.add(genuine);
        }
    }

    /** Cheats: it reads the truth. */
    private static final class Oracle implements Scorer {
        @Override
        public String name() {
            return "oracle";
        }

        @Override
        public double score(Login attempt) {
            return attempt.attacker().hostile()
                    ? 2
                    : Dice.of(9, attempt.index()).uniform();
        }

        @Override
        public void learn(Login genuine) {
            // It knows everything already.
        }
    }

    /** Says the base rate of every attempt. */
    private static final class Constant implements Scorer {
        @Override
        public String name() {
            return "constant";
        }

        @Override
        public double score(Login attempt) {
            return StrictMath.log(Assumptions.BASE_RATE / (1 - Assumptions.BASE_RATE));
        }

        @Override
        public void learn(Login genuine) {
            // Nothing to learn.
        }
    }
}
