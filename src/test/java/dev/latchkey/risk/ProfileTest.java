package dev.latchkey.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProfileTest {
    @Test
    void tenThousandRandomSignInsFitIntoAKibibyteAndComeBackBitByBit() {
        Random random = new Random(5);
        Chance chance = new Chance(5);
        Profile profile = Profile.EMPTY;
        long at = Ana.START;

        for (int i = 0; i < 10_000; i++) {
            at += random.nextInt(100_000);
            profile = profile.learn(chance.facts(at, 1_000).build(), at);
        }

        byte[] packed = profile.pack();
        assertThat(packed.length).isLessThanOrEqualTo(Profile.MOST_BYTES);
        assertThat(Profile.unpack(packed).pack()).isEqualTo(packed);
    }

    @Test
    void everyProfileComesBackBitByBit() {
        Chance chance = new Chance(6);

        for (int i = 0; i < 500; i++) {
            byte[] packed = chance.profile().pack();

            assertThat(Profile.unpack(packed).pack()).isEqualTo(packed);
        }
    }

    @Test
    void anUnpackedProfileGivesTheSameEvidence() {
        Facts facts = Ana.usual().net(Ana.STRANGE).build();

        Evidence direct = Evidence.of(facts, Ana.PROFILE, Ana.EVERYBODY);
        Evidence stored = Evidence.of(facts, Profile.unpack(Ana.PROFILE.pack()), Ana.EVERYBODY);

        assertThat(stored).isEqualTo(direct);
    }

    @Test
    void damagedBytesAreRefusedAndNothingElseIsThrown() {
        byte[] packed = Ana.PROFILE.pack();
        Random random = new Random(8);

        for (int i = 0; i < 5_000; i++) {
            byte[] damaged = Arrays.copyOf(packed, 1 + random.nextInt(packed.length + 4));
            damaged[random.nextInt(damaged.length)] ^= (byte) random.nextInt();

            Throwable thrown = catchThrowable(() -> Profile.unpack(damaged).pack());

            assertThat(thrown)
                    .satisfiesAnyOf(
                            none -> assertThat(none).isNull(),
                            refusal -> assertThat(refusal).isInstanceOf(IllegalArgumentException.class));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Profile.unpack(new byte[0]));
    }

    @Test
    void anAfternoonOfSignInsDoesNotMakeAStrangeNetworkUsual() {
        Facts strange = Ana.usual().net(Ana.STRANGE).device(Ana.STRANGE + 1).build();
        Profile once = Ana.PROFILE.learn(strange, Ana.NOW);
        Profile often = once;

        for (int i = 1; i < 1_000; i++) {
            often = often.learn(strange, Ana.NOW + i);
        }

        assertThat(often.logins() - once.logins()).isLessThan(1);
        assertThat(often.tables[Kind.NETWORK.ordinal()].count(Ana.STRANGE))
                .isLessThan(2)
                .isLessThan(often.tables[Kind.NETWORK.ordinal()].count(Ana.HOME_NETWORK) / 10);
    }

    @Test
    void aFloodOfValuesDoesNotPushOutTheUsualOnes() {
        Profile flooded = Ana.PROFILE;

        for (int i = 0; i < 500; i++) {
            flooded = flooded.learn(Ana.usual().net(10_000 + i).build(), Ana.NOW + i * 600L);
        }

        assertThat(flooded.tables[Kind.NETWORK.ordinal()].count(Ana.HOME_NETWORK))
                .isGreaterThan(10);
    }

    @Test
    void halfOfWhatIsKnownIsForgottenInNinetyDays() {
        float factor = Ana.PROFILE.factor(Ana.START + 59 * Ana.DAY + 90 * Ana.DAY);

        assertThat(factor).isCloseTo(0.5f, within(1e-6f));
        assertThat(Ana.PROFILE.factor(0)).isEqualTo(1);
    }

    @Test
    void segmentsFollowWhatIsKnownAndHowLongAgo() {
        assertThat(Profile.EMPTY.segment(Ana.NOW)).isEqualTo(Segment.NEW);
        assertThat(Ana.profile(Profile.FEW - 1).segment(Ana.NOW)).isEqualTo(Segment.NEW);
        assertThat(Ana.profile(Profile.FEW).segment(Ana.START + 10 * Ana.DAY)).isEqualTo(Segment.REGULAR);
        assertThat(Ana.PROFILE.segment(Ana.NOW + (Profile.DORMANT_DAYS + 1) * Ana.DAY))
                .isEqualTo(Segment.DORMANT);
    }

    @Test
    void aPopulationComesBackAsItWasAndAges() {
        byte[] packed = Ana.EVERYBODY.pack();

        Population again = Population.unpack(packed);
        Population aged = again.aged(0.5).build(2);

        assertThat(again.pack()).isEqualTo(packed);
        assertThat(again.number()).isEqualTo(1);
        assertThat(aged.number()).isEqualTo(2);
        assertThat(aged.total()).isEqualTo(again.total() / 2);
        assertThat(aged.count(Kind.COUNTRY, Ana.HOME_COUNTRY))
                .isEqualTo(again.count(Kind.COUNTRY, Ana.HOME_COUNTRY) / 2);
        assertThatIllegalArgumentException().isThrownBy(() -> Population.unpack(Arrays.copyOf(packed, 20)));
    }
}
