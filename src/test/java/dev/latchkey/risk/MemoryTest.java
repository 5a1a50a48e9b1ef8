package dev.latchkey.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What a profile remembers, and what it is told to forget. */
class MemoryTest {
    private static final long LATER = Ana.START + Ana.DAY;

    private final Profile once = Profile.EMPTY.learn(Ana.usual(Ana.START).build(), Ana.START);

    private static float count(Profile profile, Kind kind, long value) {
        return profile.tables[kind.ordinal()].count(value);
    }

    private static float novelty(Profile profile, Kind kind) {
        return profile.novelties[kind.ordinal()];
    }

    @Test
    void aDeviceIsKnownOnceItWasShown() {
        assertThat(Profile.EMPTY.knowsAnyDevice()).isFalse();
        assertThat(once.knowsAnyDevice()).isTrue();
        assertThat(once.knowsDevice(Ana.PHONE)).isTrue();
        assertThat(once.knowsDevice(Ana.STRANGE)).isFalse();
        assertThat(once.knowsDevice(Facts.UNKNOWN)).isFalse();
        assertThat(once.knowsDevice(Facts.WITHHELD)).isFalse();
        assertThat(Profile.EMPTY.knowsDevice(Ana.PHONE)).isFalse();
    }

    @Test
    void aDeviceMayHaveTwoMarks() {
        Profile both = once.alsoOn(Ana.STRANGE);

        assertThat(both.knowsDevice(Ana.STRANGE)).isTrue();
        assertThat(both.knowsDevice(Ana.PHONE)).isTrue();
        assertThat(once.knowsDevice(Ana.STRANGE)).isFalse();
        assertThat(once.alsoOn(Facts.WITHHELD)).isSameAs(once);
        assertThat(once.alsoOn(Facts.UNKNOWN)).isSameAs(once);
    }

    @Test
    void factsAreRecognisedWhenNoneOfThemIsNew() {
        assertThat(once.recognises(Ana.usual().build())).isTrue();
        assertThat(once.recognises(
                        Ana.usual().net(Facts.UNKNOWN).os(Facts.WITHHELD).build()))
                .isTrue();
        assertThat(once.recognises(Ana.usual().net(Ana.STRANGE).build())).isFalse();
        assertThat(Profile.EMPTY.recognises(Ana.usual().build())).isFalse();
        assertThat(Profile.EMPTY.recognises(Facts.at(Ana.NOW, Activity.SIGN_IN).build()))
                .isTrue();
    }

    @Test
    void aChangeOfKeysMakesNobodyAStranger() {
        Facts former = Ana.usual().provider(Facts.UNKNOWN).build();
        Facts present = former.but().country(1_001).net(1_003).device(1_007).build();

        Profile renamed = once.inTermsOf(present, former);

        assertThat(count(renamed, Kind.COUNTRY, 1_001)).isEqualTo(1);
        assertThat(count(renamed, Kind.COUNTRY, Ana.HOME_COUNTRY)).isZero();
        assertThat(renamed.knowsDevice(1_007)).isTrue();
        assertThat(count(renamed, Kind.OPERATOR, Ana.HOME_OPERATOR)).isEqualTo(1);
        assertThat(count(once, Kind.COUNTRY, Ana.HOME_COUNTRY)).isEqualTo(1);
    }

    @Test
    void habitsAreForgottenAndDevicesAreNot() {
        Profile without = once.withoutHabits();

        assertThat(count(without, Kind.COUNTRY, Ana.HOME_COUNTRY)).isZero();
        assertThat(count(without, Kind.NETWORK, Ana.HOME_NETWORK)).isZero();
        assertThat(without.places.nearest(60, 10)).isNaN();
        assertThat(without.lastLatitude).isNaN();
        assertThat(without.lastLongitude).isNaN();
        assertThat(without.knowsDevice(Ana.PHONE)).isTrue();
        assertThat(count(without, Kind.CREDENTIAL, Ana.PASSKEY)).isEqualTo(1);
        assertThat(without.logins()).isEqualTo(1);
        assertThat(without.lastSeen()).isEqualTo(Ana.START);
    }

    @Test
    void devicesAloneIsANewProfileThatKnowsThem() {
        Profile alone = once.devicesAlone();

        assertThat(alone.knowsDevice(Ana.PHONE)).isTrue();
        assertThat(count(alone, Kind.CREDENTIAL, Ana.PASSKEY)).isEqualTo(1);
        assertThat(count(alone, Kind.COUNTRY, Ana.HOME_COUNTRY)).isZero();
        assertThat(alone.logins()).isZero();
        assertThat(alone.segment(Ana.START)).isEqualTo(Segment.NEW);
        assertThat(alone.factor(Ana.START)).isEqualTo(1);
        assertThat(alone.factor(Ana.START + 90 * Ana.DAY)).isEqualTo(0.5f);
    }

    @Test
    void whoeverProvesMostOfTheTimeUsuallyProves() {
        Facts cookie = Ana.usual(LATER).continuity(Continuity.COOKIE).build();

        assertThat(Profile.EMPTY.usuallyProves()).isFalse();
        assertThat(once.usuallyProves()).isTrue();
        assertThat(once.learn(cookie, Ana.START).usuallyProves()).isTrue(); // half a count against one
        assertThat(once.learn(cookie, LATER).usuallyProves()).isFalse();
    }

    @Test
    void aDaysThirdSignInCountsAQuarterAndItsEighthNothing() {
        Profile profile = once;
        float[] weights = new float[8];
        for (int i = 0; i < weights.length; i++) {
            Profile next = profile.learn(Ana.usual(Ana.START).build(), Ana.START + 60 * i);
            weights[i] = next.logins - profile.logins * profile.factor(Ana.START + 60 * i);
            profile = next;
        }

        assertThat(weights[0]).isEqualTo(0.5f);
        assertThat(weights[1]).isBetween(0.2499f, 0.2501f);
        assertThat(weights[4]).isBetween(0.0312f, 0.0313f);
        assertThat(weights[5]).isZero();
        assertThat(weights[7]).isZero();
        Profile tomorrow = profile.learn(Ana.usual(LATER).build(), LATER);
        assertThat(tomorrow.logins - profile.logins * profile.factor(LATER)).isBetween(0.9999f, 1.0001f);
    }

    @Test
    void whatIsLearntLateCountsAsOfTheLastTime() {
        Profile late = once.learn(Ana.usual(Ana.START).build(), Ana.START - 5 * Ana.DAY);

        assertThat(late.lastSeen()).isEqualTo(Ana.START);
        assertThat(late.logins).isEqualTo(1.5f);
    }

    @Test
    void theFirstSignInBringsNothingNewAndALaterOneItsNovelties() {
        Facts elsewhere = Ana.usual(LATER)
                .country(Ana.STRANGE)
                .os(Facts.WITHHELD)
                .net(Facts.UNKNOWN)
                .credential(Ana.STRANGE)
                .build();

        Profile twice = once.learn(elsewhere, LATER);

        assertThat(novelty(once, Kind.COUNTRY)).isZero();
        assertThat(novelty(twice, Kind.COUNTRY)).isEqualTo(1);
        assertThat(novelty(twice, Kind.SYSTEM)).isEqualTo(1);
        assertThat(novelty(twice, Kind.OPERATOR)).isZero();
        assertThat(novelty(twice, Kind.NETWORK)).isZero();
        assertThat(count(twice, Kind.COUNTRY, Ana.STRANGE)).isEqualTo(1);
        assertThat(count(twice, Kind.SYSTEM, Facts.WITHHELD)).isZero();
        assertThat(count(twice, Kind.NETWORK, Facts.UNKNOWN)).isZero();
        assertThat(count(twice, Kind.CREDENTIAL, Ana.STRANGE)).isEqualTo(1);
        assertThat(novelty(twice.learn(elsewhere, LATER + Ana.DAY), Kind.COUNTRY))
                .isBetween(0.99f, 1f);
    }

    @Test
    void theLastPlaceIsTheLastThatWasKnown() {
        Profile nowhere = once.learn(Ana.usual(LATER).latitude(Float.NaN).build(), LATER);
        Profile half =
                once.learn(Ana.usual(LATER).longitude(Float.NaN).latitude(5).build(), LATER);
        Profile moved = once.learn(Ana.usual(LATER).latitude(-5).build(), LATER);

        assertThat(nowhere.lastLatitude).isEqualTo(60);
        assertThat(half.lastLatitude).isEqualTo(60);
        assertThat(moved.lastLatitude).isEqualTo(-5);
    }

    @Test
    void aDayHasEightPartsFromMidnightUtc() {
        assertThat(Profile.hourBin(Ana.START)).isZero();
        assertThat(Profile.hourBin(Ana.START + 3 * 3_600 - 1)).isZero();
        assertThat(Profile.hourBin(Ana.START + 3 * 3_600)).isEqualTo(1);
        assertThat(Profile.hourBin(Ana.START + Ana.DAY - 1)).isEqualTo(7);
        assertThat(Profile.hourBin(-1)).isEqualTo(7);
    }

    @Test
    void dormantBeginsAfterNinetyDays() {
        Profile regular = Ana.profile(Profile.FEW);
        long last = regular.lastSeen();

        assertThat(regular.segment(last + 90 * Ana.DAY)).isEqualTo(Segment.REGULAR);
        assertThat(regular.segment(last + 90 * Ana.DAY + 1)).isEqualTo(Segment.DORMANT);
    }

    @Test
    void bytesOfAnotherFormatOrLengthAreNoProfile() {
        byte[] packed = once.pack();
        byte[] other = packed.clone();
        other[0]++;

        assertThatIllegalArgumentException().isThrownBy(() -> Profile.unpack(other));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Profile.unpack(Arrays.copyOf(packed, Profile.MOST_BYTES + 1)))
                .withMessage("not a packed profile");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Profile.unpack(new byte[] {1}))
                .withMessage("not a packed profile");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Profile.unpack(new byte[] {1, 1}))
                .withMessage("a packed profile that ends too early");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Profile.unpack(Arrays.copyOf(packed, Profile.MOST_BYTES)))
                .withMessage("a packed profile that does not end");
    }
}
