package dev.latchkey.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.decision.PastDecision.Said;
import dev.latchkey.risk.Activity;
import dev.latchkey.risk.Assessment;
import dev.latchkey.risk.Challenge;
import dev.latchkey.risk.Code;
import dev.latchkey.risk.Continuity;
import dev.latchkey.risk.Evidence;
import dev.latchkey.risk.Facts;
import dev.latchkey.risk.FactsBuilder;
import dev.latchkey.risk.Hypothesis;
import dev.latchkey.risk.Model;
import dev.latchkey.risk.Policy;
import dev.latchkey.risk.Population;
import dev.latchkey.risk.Profile;
import dev.latchkey.risk.Risk;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What operators read of a decision. */
class OpsWordsTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final Risk RISK = new Risk(Model.current());
    private static final Evidence STRANGE = Evidence.of(
            usual(AT.getEpochSecond())
                    .net(900)
                    .device(901)
                    .continuity(Continuity.NEW)
                    .hintContradiction(true)
                    .failuresOfAccount(20)
                    .build(),
            profile(),
            Population.NONE);
    private static final double SCORE = RISK.score(STRANGE);

    @Test
    void aStrangeAttemptIsTakenApart() {
        String told = told(SCORE, 0.014);

        assertThat(told)
                .contains("the same, bit for bit")
                .contains("asked from 1.40 % up")
                .contains("client hints contradict the user agent")
                .contains("network seen 0.0 times in ")
                .contains("It would pass below 1.40 %, as it would if these were usual: ");
    }

    @Test
    void aScoreThatDiffersInItsLastBitIsNoticed() {
        String told = told(Math.nextUp(SCORE), 0.014);

        assertThat(told).contains("DIFFERENT: logit ").doesNotContain("bit for bit");
    }

    @Test
    void whereNobodyIsAskedOnTheScoreThatIsSaid() {
        String told = told(SCORE, Policy.NEVER);

        assertThat(told).contains("By its score it passes; nobody is asked on the score.");
        assertThat(told).contains("rules, holds or an answered check decided otherwise");
    }

    @Test
    void aModelThatIsNotHereIsNotGuessedAt() {
        PastDecision past = past(SCORE, 99);

        List<String> told = new OpsWords(past, List.of()).withoutModel(1);

        assertThat(told).anySatisfy(line -> assertThat(line).contains("scores by model 1 and not by 99"));
        assertThat(String.join("\n", told)).doesNotContain("How the score adds up");
    }

    @Test
    void everyCodeAndEveryHypothesisHasItsWords() {
        CodeWords words = new CodeWords(STRANGE);

        assertThat(Code.values()).extracting(words::of).doesNotHaveDuplicates().noneMatch(String::isBlank);
        assertThat(words.of(Code.FAILURES_OF_ACCOUNT)).isEqualTo("20.0 failures against the account just before");
        assertThat(Hypothesis.values())
                .extracting(CodeWords::of)
                .doesNotHaveDuplicates()
                .noneMatch(String::isBlank);
    }

    private static String told(double stored, double threshold) {
        Policy line = new Policy(
                3, 0.01, 20, 500, threshold, Policy.NEVER, EnumSet.allOf(Challenge.class), Duration.ofHours(24));
        Assessment assessment = RISK.assess(STRANGE, line, line.allowed());
        Said label = new Said("passed", "step_up", AT.plusSeconds(30));
        return String.join(
                "\n",
                new OpsWords(past(stored, 1), List.of(label))
                        .explained(STRANGE, 3, assessment, RISK.deciding(STRANGE)));
    }

    private static PastDecision past(double score, int model) {
        return new PastDecision(
                new UUID(7, 8),
                AT,
                Optional.empty(),
                "sign_in",
                "regular",
                "step_up",
                "step_up",
                score,
                "replay",
                3,
                model,
                0,
                List.of("new-device"),
                STRANGE.pack(),
                Optional.empty());
    }

    private static Profile profile() {
        Profile profile = Profile.EMPTY;
        for (int day = 30; day > 0; day--) {
            long at = AT.minus(Duration.ofDays(day)).getEpochSecond();
            profile = profile.learn(usual(at).build(), at);
        }
        return profile;
    }

    private static FactsBuilder usual(long at) {
        return Facts.at(at, Activity.SIGN_IN)
                .country(101)
                .asn(102)
                .net(103)
                .os(104)
                .browser(105)
                .device(107)
                .continuity(Continuity.PROVEN)
                .credential(108)
                .userVerified(true);
    }
}
