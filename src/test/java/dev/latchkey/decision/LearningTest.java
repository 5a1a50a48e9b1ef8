package dev.latchkey.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.id.Bytes;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.risk.Challenge;
import dev.latchkey.risk.Facts;
import dev.latchkey.risk.Profile;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What habits are learned from, and what they are not; and what becomes of who does not want them learned. */
@QuarkusTest
class LearningTest {
    @Inject
    DecisionFixture fixture;

    @Inject
    Habits habits;

    private RelyingParty party;
    private Visit visit;

    @BeforeEach
    void somebody() {
        party = fixture.party();
        visit = Visit.usual(party, fixture.account(party), fixture.now());
    }

    @Test
    void aSignInThatPassedIsALesson() {
        Decision first = fixture.decide(visit.at(visit.at().minusSeconds(60)));
        Decision second = fixture.decide(visit);

        assertThat(List.of(
                        fixture.logged(first).learned(), fixture.logged(second).learned()))
                .doesNotContain(Optional.empty());
        assertThat(fixture.history(visit.account()).revision()).isEqualTo(1);
        assertThat(profile(visit).lastSeen()).isEqualTo(visit.at().getEpochSecond());
    }

    @Test
    void soIsOneWhoseQuestionWasAnsweredWell() {
        Decision decision = fixture.passed(visit);

        assertThat(fixture.logged(decision).learned()).isPresent();
        assertThat(fixture.logged(decision).reasons()).isEqualTo("check-passed");
        assertThat(profile(visit).lastSeen()).isEqualTo(visit.at().getEpochSecond());
    }

    @Nested
    class NotLearnedIs {
        @Test
        void whatIsAsked() {
            Visit asked = at(fixture.partyThatAlwaysAsks());

            teachesNothing(asked, fixture.decide(asked, Challenge.OTHER_PASSKEY), Decision.StepUp.class);
        }

        @Test
        void whatIsLimited() {
            Visit limited = at(fixture.partyThatAlwaysAsks());

            teachesNothing(limited, fixture.decide(limited), Decision.Allow.class);
        }

        @Test
        void whatIsRefused() {
            Visit refused = at(fixture.partyWithRule("""
                    "denied_networks": {"networks": ["192.0.2.0/24"], "effect": "deny"}"""));

            teachesNothing(refused, fixture.decide(refused), Decision.Deny.class);
        }

        @Test
        void whatPassesWhileAReportIsFresh() {
            fixture.write(writes -> habits.reported(writes, visit.account(), visit.at()));
            Visit after = visit.at(visit.at().plus(Duration.ofDays(2)));

            Decision passed = fixture.passed(after);
            Decision later = fixture.passed(visit.at(visit.at().plus(Duration.ofDays(4))));

            assertThat(fixture.logged(passed).learned()).isEmpty();
            assertThat(fixture.logged(later).learned()).isPresent();
        }

        @Test
        void whatIsNoSignIn() {
            Visit adding = visit.doing(Action.ADD_PASSKEY);

            teachesNothing(adding, fixture.passed(adding), Decision.Allow.class);
        }

        private Visit at(RelyingParty another) {
            return Visit.usual(another, fixture.account(another), fixture.now());
        }

        private void teachesNothing(Visit what, Decision decision, Class<? extends Decision> kind) {
            assertThat(decision).isInstanceOf(kind);
            assertThat(fixture.logged(decision).learned()).isEmpty();
            assertThat(fixture.history(what.account()).packed()).isEmpty();
        }
    }

    @Nested
    class OfTwoLessonsAtOnce {
        @Test
        void theFirstTwoLeaveOneWhole() {
            keepsTheFirst();
        }

        @Test
        void laterOnesLeaveOneWhole() {
            fixture.habit(visit, 3);

            keepsTheFirst();
        }

        private void keepsTheFirst() {
            History both = fixture.history(visit.account());

            fixture.decideBy(both, visit);
            Optional<Bytes> first = fixture.history(visit.account()).packed();
            fixture.decideBy(both, visit.at(visit.at().plusSeconds(1)));

            assertThat(fixture.history(visit.account()).packed()).isEqualTo(first);
            assertThat(fixture.history(visit.account()).revision()).isEqualTo(both.revision() + 1);
            assertThat(fixture.lessons(visit.account())).hasSizeGreaterThanOrEqualTo(2);
        }
    }

    @Nested
    class WhoSaidNo {
        private Visit no;

        @BeforeEach
        void twoOfTheSameHabits() {
            no = Visit.usual(party, fixture.account(party), visit.at());
            fixture.habit(visit, 10);
            fixture.habit(no, 10);
        }

        @Test
        void losesWhatWasLearnedOfPlacesAndClients() {
            Facts shown = fixture.decideOnly(no.attempt()).basis().observed().facts();
            List<Long> told = List.of(shown.country(), shown.asn(), shown.net(), shown.os(), shown.deviceType());
            Profile before = profile(no);

            sayNo();

            assertThat(told).allMatch(value -> holds(before, value)).noneMatch(value -> holds(profile(no), value));
            assertThat(holds(before, Float.floatToRawIntBits(48))).isTrue();
            assertThat(holds(profile(no), Float.floatToRawIntBits(48))).isFalse();
            assertThat(habits.mayLearn(no.account().id())).isFalse();
        }

        @Test
        void keepsDevicesAndPasskeysAndHowOftenTheyCame() {
            Profile before = profile(no);

            sayNo();

            assertThat(profile(no).logins()).isEqualTo(before.logins());
            assertThat(profile(no).knowsAnyDevice()).isTrue();
        }

        @Test
        void isKnownByDevicesAloneAndTeachesNobody() {
            sayNo();

            Facts shown = fixture.decide(visit).basis().observed().facts();
            Decision decision = fixture.decide(no);

            for (long value : List.of(shown.country(), shown.asn(), shown.net(), shown.os())) {
                assertThat(holds(profile(visit), value)).isTrue();
                assertThat(holds(profile(no), value)).isFalse();
            }
            assertThat(profile(no).knowsAnyDevice()).isTrue();
            assertThat(fixture.logged(decision).learned()).isEmpty();
        }

        @Test
        void isNeverLessSuspiciousForIt() {
            sayNo();
            fixture.habit(no.at(no.at().plus(Duration.ofDays(10))), 10);
            fixture.habit(visit.at(visit.at().plus(Duration.ofDays(10))), 10);

            double usual = score(visit);
            double withoutHabits = score(no);

            assertThat(withoutHabits).isGreaterThanOrEqualTo(usual);
        }

        @Test
        void isNotAskedOnTheirDevice() {
            sayNo();

            Decision decision = fixture.decide(no);

            assertThat(decision)
                    .isInstanceOfSatisfying(
                            Decision.Allow.class,
                            allow -> assertThat(allow.limited()).isFalse());
        }

        @Test
        void isNoLessSuspiciousAtOnceOnTheirDevice() {
            double before = logit(visit);

            sayNo();

            assertThat(logit(no)).isGreaterThanOrEqualTo(before);
        }

        @Test
        void isNeverMilderToAStrangerForIt() {
            List<UnaryOperator<Visit>> strangers = List.of(
                    Visit::byAStranger,
                    who -> who.byAStranger().withoutDevice(),
                    who -> who.fromBrazil().withoutDevice(),
                    who -> who.fromBrazil().by(Visit.FIREFOX, 9),
                    who -> who.by(Visit.SAFARI, 9),
                    who -> who.by(Visit.FIREFOX, 9),
                    Visit::withoutDevice,
                    who -> who.withoutDevice().unverified(),
                    who -> who.by(Visit.SAFARI, 9).by(Visit.OTHER_MAKER),
                    who -> who.byAStranger().doing(Action.custom("payout").orElseThrow()),
                    who -> who.by(Visit.SAFARI, 9).doing(Action.ADD_PASSKEY));

            sayNo();

            for (UnaryOperator<Visit> stranger : strangers) {
                Decision before = decideOnly(stranger.apply(visit));
                Decision after = decideOnly(stranger.apply(no));
                assertThat(after.basis().assessment().logit())
                        .as("%s", stranger.apply(no).userAgent())
                        .isGreaterThanOrEqualTo(before.basis().assessment().logit() - 1e-9);
                assertThat(severity(after)).isGreaterThanOrEqualTo(severity(before));
            }
        }

        @Test
        void isNoMilderToAStrangerAfterManySignInsOfTheirOwn() {
            sayNo();
            fixture.habit(no.at(no.at().plus(Duration.ofDays(30))), 29);
            fixture.habit(visit.at(visit.at().plus(Duration.ofDays(30))), 29);
            Instant later = visit.at().plus(Duration.ofDays(30));

            double before = logit(visit.byAStranger().at(later));
            double after = logit(no.byAStranger().at(later));

            assertThat(after).isGreaterThanOrEqualTo(before - 1e-9);
        }

        @Test
        void isNoStrangerToStrangersByTakingItBack() {
            sayNo();
            double silent = logit(no.byAStranger());

            fixture.write(writes -> habits.profiling(writes, no.account(), no.at(), true));

            assertThat(fixture.history(no.account()).profiling()).isTrue();
            assertThat(decideOnly(no.byAStranger())).isInstanceOf(Decision.StepUp.class);
            assertThat(silent).isGreaterThan(logit(visit));
        }

        private Decision decideOnly(Visit of) {
            return fixture.decideOnly(of.attempt(), Challenge.OTHER_PASSKEY, Challenge.TOTP);
        }

        private double logit(Visit of) {
            return decideOnly(of).basis().assessment().logit();
        }

        private static int severity(Decision decision) {
            return switch (decision) {
                case Decision.Allow allow -> 0;
                case Decision.StepUp asked -> 1;
                case Decision.Deny denied -> 2;
            };
        }

        private void sayNo() {
            fixture.write(writes -> habits.profiling(writes, no.account(), no.at(), false));
        }

        private double score(Visit of) {
            return fixture.decide(of.at(of.at().plus(Duration.ofDays(10))), Challenge.OTHER_PASSKEY)
                    .basis()
                    .assessment()
                    .logit();
        }
    }

    private Profile profile(Visit of) {
        return fixture.history(of.account()).profile(of.account().key()).orElseThrow();
    }

    /** Whether a packed profile holds a hash anywhere; it keeps one half of each laid over the other. */
    private static boolean holds(Profile profile, long hash) {
        ByteBuffer packed = ByteBuffer.wrap(profile.pack());
        int kept = (int) (hash ^ hash >>> 32);
        for (int at = 0; at + Integer.BYTES <= packed.limit(); at++) {
            if (packed.getInt(at) == kept) {
                return true;
            }
        }
        return false;
    }
}
