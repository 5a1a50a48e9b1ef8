package dev.latchkey.decision.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.latchkey.decision.Judged;
import dev.latchkey.decision.Judgement;
import dev.latchkey.decision.insight.Invented.Browser;
import dev.latchkey.decision.insight.Invented.Client;
import dev.latchkey.decision.insight.Invented.Device;
import dev.latchkey.decision.insight.Invented.Hour;
import dev.latchkey.decision.insight.Invented.Network;
import dev.latchkey.decision.insight.Invented.Passkey;
import dev.latchkey.decision.insight.Invented.Place;
import dev.latchkey.decision.insight.Invented.Usually;
import dev.latchkey.decision.policy.TextPolicies;
import dev.latchkey.risk.Challenge;
import dev.latchkey.risk.Contribution;
import dev.latchkey.risk.Evidence;
import dev.latchkey.risk.Model;
import dev.latchkey.risk.Risk;
import dev.latchkey.risk.Segment;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Attempts that somebody made up: as usual they pass, and what is stranger never scores lower. */
class InventionTest {
    private static final Risk RISK = new Risk(Model.current());

    private static Invented attempt(int signIns, Device device, Place place, Network network) {
        return new Invented(
                "sign_in",
                Optional.empty(),
                signIns,
                1,
                Usually.KEY,
                device,
                place,
                network,
                Client.USUAL,
                Browser.USUAL,
                Passkey.USUAL_SYNCED,
                true,
                Hour.USUAL,
                Optional.empty(),
                Optional.empty(),
                0,
                false,
                Set.of(Challenge.EMAIL_CODE, Challenge.OTHER_PASSKEY));
    }

    private static Judgement judged(Invented attempt) {
        Invention invention = new Invention(attempt);
        return new Judgement(invention.situation("EUR", false), invention.evidence(), TextPolicies.released(), RISK);
    }

    private static double score(Invented attempt) {
        return RISK.score(new Invention(attempt).evidence());
    }

    @Test
    void theUsualPasses() {
        Judgement judgement = judged(attempt(30, Device.PROVEN, Place.USUAL, Network.USUAL));

        assertThat(judgement.again()).isInstanceOf(Judged.Passes.class);
        assertThat(judgement.assessment().probability()).isLessThan(0.001);
    }

    @Test
    void aStrangerFromAnotherCountryIsAsked() {
        Judgement judgement = judged(attempt(30, Device.STRANGE, Place.NEW_COUNTRY, Network.USUAL));

        assertThat(judgement.again()).isInstanceOf(Judged.Asks.class);
        assertThat(judgement.assessment().contributions().stream()
                        .mapToDouble(Contribution::logit)
                        .sum())
                .isCloseTo(judgement.assessment().logit(), within(1e-9));
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void aStrangeDeviceScoresHigherThanAKnownOneWhereverItIs(Place place) {
        double known = score(attempt(30, Device.PROVEN, place, Network.USUAL));

        assertThat(score(attempt(30, Device.STRANGE, place, Network.USUAL))).isGreaterThan(known);
        assertThat(score(attempt(30, Device.HIDDEN, place, Network.USUAL))).isGreaterThan(known);
    }

    @ParameterizedTest
    @EnumSource(Network.class)
    void whatIsNotKnownOfANetworkIsNoWorseThanANewOne(Network network) {
        double score = score(attempt(30, Device.COOKIE, Place.USUAL, network));

        assertThat(score).isLessThanOrEqualTo(score(attempt(30, Device.COOKIE, Place.USUAL, Network.NEW)));
        assertThat(score).isGreaterThanOrEqualTo(score(attempt(30, Device.COOKIE, Place.USUAL, Network.UNKNOWN)));
    }

    @Test
    void howMuchIsKnownIsAsWasTold() {
        Evidence fresh = new Invention(attempt(1, Device.PROVEN, Place.USUAL, Network.USUAL)).evidence();
        Evidence regular = new Invention(attempt(12, Device.PROVEN, Place.USUAL, Network.USUAL)).evidence();

        assertThat(fresh.segment()).isEqualTo(Segment.NEW);
        assertThat(regular.segment()).isEqualTo(Segment.REGULAR);
    }
}
