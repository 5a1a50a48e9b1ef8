package dev.latchkey.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What holds for every attempt, tried on thousands of them. */
class PropertiesTest {
    private static final int ATTEMPTS = 4_000;

    /** Of a logit; what weights of different hypotheses may leave between two attempts. */
    private static final double HARDLY = 0.05;

    /** What a client controls: how it shows something unfamiliar, and how it hides the same. */
    private record Hiding(UnaryOperator<FactsBuilder> unfamiliar, UnaryOperator<FactsBuilder> hidden) {}

    private static final List<Hiding> HIDINGS = List.of(
            new Hiding(facts -> facts.os(Ana.STRANGE), facts -> facts.os(Facts.WITHHELD)),
            new Hiding(facts -> facts.browser(Ana.STRANGE), facts -> facts.browser(Facts.WITHHELD)),
            new Hiding(facts -> facts.browserMajor(1), facts -> facts.browserMajor(Facts.MAJOR_WITHHELD)),
            new Hiding(facts -> facts.deviceType(Ana.STRANGE), facts -> facts.deviceType(Facts.WITHHELD)),
            new Hiding(
                    facts -> facts.device(Ana.STRANGE).continuity(Continuity.NEW),
                    facts -> facts.device(Facts.WITHHELD).continuity(Continuity.WITHHELD)),
            new Hiding(
                    facts -> facts.device(Ana.STRANGE).continuity(Continuity.CHANGED),
                    facts -> facts.device(Facts.WITHHELD)),
            new Hiding(
                    facts -> facts.attachment(Facts.ATTACHMENT_CROSS_PLATFORM),
                    facts -> facts.attachment(Facts.ATTACHMENT_WITHHELD)),
            new Hiding(
                    facts -> facts.os(Ana.STRANGE).browser(Ana.STRANGE + 1).deviceType(Ana.STRANGE + 2),
                    facts -> facts.os(Facts.WITHHELD)
                            .browser(Facts.WITHHELD)
                            .browserMajor(Facts.MAJOR_WITHHELD)
                            .deviceType(Facts.WITHHELD)));

    @Test
    void hidingNeverPays() {
        Chance chance = new Chance(11);
        Risk risk = Ana.risk();

        for (int i = 0; i < ATTEMPTS; i++) {
            Profile profile = i % 8 == 0 ? Ana.PROFILE : chance.profile();
            Facts facts = chance.facts(Ana.NOW, 4).build();
            for (Hiding hiding : HIDINGS) {
                double shown = score(risk, hiding.unfamiliar().apply(facts.but()), profile);
                double hidden = score(risk, hiding.hidden().apply(facts.but()), profile);

                assertThat(hidden).as("attempt %d: %s", i, facts).isGreaterThanOrEqualTo(shown - 1e-9);
            }
        }
    }

    /** What an owner keeps back who wants nothing learned: whatever there was to tell of place and client. */
    private static FactsBuilder silenced(Facts facts) {
        return facts.but()
                .country(kept(facts.country()))
                .asn(kept(facts.asn()))
                .net(kept(facts.net()))
                .os(kept(facts.os()))
                .browser(kept(facts.browser()))
                .browserMajor(facts.browser() == Facts.UNKNOWN ? facts.browserMajor() : Facts.MAJOR_WITHHELD)
                .deviceType(kept(facts.deviceType()))
                .keptBack(true);
    }

    private static long kept(long fact) {
        return fact == Facts.UNKNOWN ? Facts.UNKNOWN : Facts.WITHHELD;
    }

    @Test
    void wantingNothingLearnedNeverGivesALowerRisk() {
        Chance chance = new Chance(16);
        Risk risk = Ana.risk();

        for (int i = 0; i < ATTEMPTS; i++) {
            Profile profile = i % 8 == 0 ? Ana.PROFILE : chance.profile();
            Facts facts = chance.facts(Ana.NOW, 4).build();

            double before = score(risk, facts.but(), profile);
            double after = score(risk, silenced(facts), profile.withoutHabits());

            assertThat(after).as("attempt %d: %s", i, facts).isGreaterThanOrEqualTo(before - 1e-9);
        }
    }

    @Test
    void aWorseFactNeverLowersTheScore() {
        Chance chance = new Chance(12);
        Risk risk = Ana.risk();
        List<UnaryOperator<FactsBuilder>> worse = List.of(
                facts -> facts.hintContradiction(true),
                facts -> facts.counterRegressed(true),
                facts -> facts.providerRevoked(true),
                facts -> facts.backupChanged(true),
                facts -> facts.userVerified(false),
                facts -> facts.continuity(Continuity.CHANGED),
                facts -> facts.failuresOfAccount(50),
                facts -> facts.failuresOfNetwork(50),
                facts -> facts.failuresOfDevice(50),
                facts -> facts.sinceRecoverySeconds(60));

        for (int i = 0; i < ATTEMPTS; i++) {
            Profile profile = chance.profile();
            Facts facts = chance.facts(Ana.NOW, 4)
                    .continuity(chance.half() ? Continuity.PROVEN : Continuity.COOKIE)
                    .build();
            if (facts.device() == Facts.WITHHELD) {
                continue;
            }
            double before = score(risk, facts.but(), profile);
            for (UnaryOperator<FactsBuilder> change : worse) {
                assertThat(score(risk, change.apply(facts.but()), profile))
                        .as("attempt %d: %s", i, facts)
                        .isGreaterThanOrEqualTo(before);
            }
        }
    }

    @Test
    void aThiefWithTheCookieGainsNothingByComingWithoutIt() {
        Chance chance = new Chance(16);
        Risk risk = Ana.risk();

        for (int i = 0; i < ATTEMPTS; i++) {
            Profile profile = i % 8 == 0 ? Ana.PROFILE : chance.profile();
            Facts cookie = chance.facts(Ana.NOW, 4)
                    .device(700 + chance.below(4))
                    .continuity(Continuity.COOKIE)
                    .build();
            double before = score(risk, cookie.but(), profile);

            assertThat(score(risk, cookie.but().device(Ana.STRANGE).continuity(Continuity.NEW), profile))
                    .as("attempt %d: %s", i, cookie)
                    .isGreaterThanOrEqualTo(before - HARDLY);
        }
    }

    @Test
    void contributionsAddUpToTheReportedLogit() {
        Chance chance = new Chance(13);
        Risk risk = Ana.risk();

        for (int i = 0; i < ATTEMPTS; i++) {
            Evidence evidence = Evidence.of(chance.facts(Ana.NOW, 4).build(), chance.profile(), Ana.EVERYBODY);
            Assessment assessment = risk.assess(evidence, Policies.sign(), EnumSet.allOf(Challenge.class));

            double sum = assessment.contributions().stream()
                    .mapToDouble(Contribution::logit)
                    .sum();
            assertThat(sum).isCloseTo(assessment.logit(), within(1e-9));
            assertThat(assessment.posterior().values().stream()
                            .mapToDouble(Double::doubleValue)
                            .sum())
                    .isCloseTo(1, within(1e-12));
            assertThat(assessment.logit()).isEqualTo(risk.score(evidence));
        }
    }

    @Test
    void whatWasStoredGivesTheSameAssessmentBitByBit() {
        Chance chance = new Chance(14);
        Risk risk = Ana.risk();

        for (int i = 0; i < ATTEMPTS; i++) {
            Evidence evidence = Evidence.of(chance.facts(Ana.NOW, 4).build(), chance.profile(), Ana.EVERYBODY);
            byte[] stored = evidence.pack();
            Evidence again = Evidence.unpack(stored);

            assertThat(again.pack()).isEqualTo(stored);
            assertThat(again).isEqualTo(evidence).hasSameHashCodeAs(evidence);
            assertThat(Double.doubleToRawLongBits(risk.score(again)))
                    .isEqualTo(Double.doubleToRawLongBits(risk.score(evidence)));
            assertThat(risk.assess(again, Policies.sign(), EnumSet.allOf(Challenge.class)))
                    .isEqualTo(risk.assess(evidence, Policies.sign(), EnumSet.allOf(Challenge.class)));
        }
    }

    @Test
    void theFactorUnderSuspicionIsNeverOffered() {
        Chance chance = new Chance(15);
        Risk risk = Ana.risk();

        for (int i = 0; i < ATTEMPTS; i++) {
            Evidence evidence = Evidence.of(chance.facts(Ana.NOW, 4).build(), chance.profile(), Ana.EVERYBODY);
            Assessment assessment = risk.assess(evidence, Policies.sign(), EnumSet.allOf(Challenge.class));

            assertThat(assessment.suitable()).allMatch(challenge -> challenge.answers(assessment.leading()));
        }
    }

    private static double score(Risk risk, FactsBuilder facts, Profile profile) {
        return risk.score(Evidence.of(facts.build(), profile, Ana.EVERYBODY));
    }
}
