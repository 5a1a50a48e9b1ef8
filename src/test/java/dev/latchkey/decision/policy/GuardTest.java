package dev.latchkey.decision.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a version is taken back. */
class GuardTest {
    @ParameterizedTest
    @CsvSource({
        // promised, canary: stopped of decisions, control: stopped of decisions
        "0.01,    1,      3,    0,      3, too_few", // a third, and nobody would call it one
        "0.01,    9,     49,    0,     50, too_few",
        "0.01,    9,     50,    0,     50, fine",
        "0.01,   10,     50,    0,     50, overrun",
        "0.01,   50,     50,    1,     50, overrun",
        "0.01,   10,   1000,    9,   1000, fine", // as promised
        "0.01,   13,   1000,   10,   1000, fine", // a little more, by chance
        "0.01,   20,   1000,   10,   1000, fine", // twice as many, and still perhaps by chance
        "0.01,   40,   1000,   10,   1000, overrun",
        "0.01,  125,  10000,  100,  10000, fine", // as many as are borne
        "0.01,  200,  10000,  100,  10000, overrun",
        "0.01,  200,  10000,  200,  10000, fine", // everybody is asked more: an attack, and not the version
        "0.01,  400,  10000,  200,  10000, overrun", // an attack, and the version makes it worse
        "0.01,  200,  10000,    0,      0, overrun", // nothing to compare it with
        ",       50,     50,    0,     50, fine", // nobody promised anything
        "0.25,  260,   1000,  250,   1000, fine",
        "0.25,  500,   1000,  250,   1000, overrun",
    })
    void moreQuestionsThanPromised(
            Double promised, long stopped, long decisions, long usual, long all, String finding) {
        Cell cell = new Cell(
                "sign_in",
                "regular",
                Optional.ofNullable(promised),
                new Counts(decisions, stopped, 0, 0),
                new Counts(all, usual, 0, 0));

        assertThat(Guard.find(cell).id()).isEqualTo(finding);
    }

    @ParameterizedTest
    @CsvSource({
        // canary: passed of answered, control: passed of answered
        "  0,  29,  30,  30, fine", // too few answers
        " 15,  30,  30,  30, fine", // half, of few
        "  5,  30,  30,  30, drop",
        " 95, 100,  97, 100, fine",
        " 80, 100,  95, 100, fine",
        " 50, 100,  95, 100, drop",
        "  5,  30,   5,  30, fine", // the same without the version
        "900,1000, 950,1000, fine",
        "850,1000, 950,1000, drop",
        "100, 100,  50, 100, fine", // better than before
        " 50, 100,   0,   0, fine", // nothing to compare it with
    })
    void fewerPassTheirCheck(long passed, long answered, long usual, long all, String finding) {
        Cell cell = new Cell(
                "sign_in",
                "regular",
                Optional.of(0.01),
                new Counts(100_000, 1_000, answered, passed),
                new Counts(100_000, 1_000, all, usual));

        assertThat(Guard.find(cell).id()).isEqualTo(finding);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"budget\": 0.02}|{\"budget\": 0.01}|0.02", // what the version says itself
                "{\"budget\": 0.005}|{\"budget\": 0.01}|0.005",
                "{\"budget\": 1}|{\"budget\": 0.01}|0.01", // everybody is no promise
                "{\"budget\": 0}|{\"budget\": 0.01}|0.01", // nor is nobody: rules ask all the same
                "{\"threshold\": 0.5}|{\"budget\": 0.01}|0.01",
                "{\"by_cost\": true}|{\"budget\": 0.01}|0.01",
                "{\"budget\": 0.02}|{\"by_cost\": true}|0.02",
                "{\"by_cost\": true}|{\"threshold\": 0.5}|",
            })
    void whatIsPromised(String candidate, String inForce, Double promised) {
        assertThat(Guard.promised(document(candidate), document(inForce), "sign_in", "regular"))
                .isEqualTo(Optional.ofNullable(promised));
    }

    @Test
    void theIntervalIsWilsons() {
        Interval share = new Interval(10, 100, Interval.SHOWN);

        assertThat(share.low()).isCloseTo(0.05523, within(1e-5));
        assertThat(share.high()).isCloseTo(0.17437, within(1e-5));
        assertThat(new Interval(0, 0, Interval.SHOWN).high()).isEqualTo(1);
    }

    /** Newcombe 1998, table II, example (a): 56 of 70 and 48 of 80, method 10. */
    @Test
    void theDifferenceIsNewcombes() {
        Interval one = new Interval(56, 70, Interval.SHOWN);
        Interval other = new Interval(48, 80, Interval.SHOWN);

        assertThat(one.above(other)).isCloseTo(0.0524, within(5e-5));
    }

    @Test
    void whatIsFoundIsSaidWithItsNumbers() {
        Cell cell = new Cell("sign_in", "new", Optional.of(0.01), new Counts(700, 61, 0, 0), new Counts(700, 7, 0, 0));

        assertThat(Guard.words(cell))
                .isEqualTo("8.7 % of 700 were stopped (sign_in/new), surely more than the 1.25 % that are borne.");
    }

    private static PolicyDocument document(String lines) {
        String text = DefaultPolicy.TEXT.replace("{\"budget\": 0.01}", lines);
        return ((Validation.Valid) PolicyText.read(text)).document();
    }
}
