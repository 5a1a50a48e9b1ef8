package dev.latchkey.passkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import dev.latchkey.id.SessionId;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import dev.latchkey.relyingparty.RelyingParty.UserVerification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a challenge carries, where it is good and how often. */
class ChallengesTest {
    private final Desk desk = new Desk();
    private final Bytes browser = Bytes.random(32, desk.random);

    private BeginAssertion inBrowser(Optional<Bytes> preLogin) {
        return new BeginAssertion(
                desk.party,
                Purpose.SIGN_IN,
                Optional.empty(),
                List.of(),
                false,
                List.of(),
                SessionMode.COOKIE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                preLogin);
    }

    private Ceremony full(int allowed) {
        Bytes hash = Bytes.random(32, desk.random);
        return new Ceremony(
                Bytes.random(16, desk.random),
                Purpose.STEP_UP,
                desk.party.id(),
                Optional.of(desk.account),
                Optional.of(desk.handle),
                "ü".repeat(64),
                "n".repeat(128),
                true,
                SessionMode.COOKIE,
                Optional.of(SessionId.create(desk.clock.instant(), desk.random)),
                Optional.of(hash),
                Optional.of(hash),
                Optional.of(hash),
                IntStream.range(0, allowed)
                        .mapToObj(i -> Bytes.random(8, desk.random))
                        .toList(),
                desk.clock.instant());
    }

    @Test
    void everythingComesBackAsItWasSealed() {
        Ceremony most = full(Passkeys.MOST);
        Ceremony least = new Ceremony(
                Bytes.random(16, desk.random),
                Purpose.SIGN_IN,
                desk.party.id(),
                Optional.empty(),
                Optional.empty(),
                "",
                "",
                false,
                SessionMode.TOKEN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                desk.clock.instant());

        assertThat(CeremonyCodec.decode(CeremonyCodec.encode(most))).contains(most);
        assertThat(CeremonyCodec.decode(CeremonyCodec.encode(least))).contains(least);
    }

    @Test
    void otherBytesThanOursAreNoCeremony() {
        byte[] good = CeremonyCodec.encode(full(3));

        for (int length = 0; length < good.length; length++) {
            assertThat(CeremonyCodec.decode(Arrays.copyOf(good, length))).isEmpty();
        }
        assertThat(CeremonyCodec.decode(Arrays.copyOf(good, good.length + 1))).isEmpty();
    }

    @Test
    void aChallengeSaysNothingReadable() {
        String challenge = desk.registration.begin(desk.signUp()).challenge();

        byte[] sealed = Base64.getUrlDecoder().decode(challenge);

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1))
                .doesNotContain("ana@example.org")
                .doesNotContain("shop");
        assertThat(full(0).toString()).doesNotContain("nnnn");
    }

    @Test
    void aReplayIsExpiredWhateverBecameOfTheFirst() {
        desk.enrolled();
        String good = desk.phone.get(desk.requestOptions());
        String bad = desk.phone.get(desk.requestOptions(), knobs -> knobs.uv(false));

        assertThat(desk.finishAssertion(good)).isInstanceOf(AssertionOutcome.Verified.class);
        assertThat(desk.finishAssertion(good)).isEqualTo(new AssertionOutcome.Expired());
        assertThat(desk.finishAssertion(bad)).isInstanceOf(AssertionOutcome.Refused.class);
        assertThat(desk.finishAssertion(bad)).isEqualTo(new AssertionOutcome.Expired());
    }

    @Test
    void aRefusedAnswerSpendsTheChallengeForAGoodOne() {
        desk.enrolled();
        String options = desk.requestOptions();
        desk.finishAssertion(desk.phone.get(options, knobs -> knobs.damagedSignature()));

        AssertionOutcome outcome = desk.finishAssertion(desk.phone.get(options));

        assertThat(outcome).isEqualTo(new AssertionOutcome.Expired());
    }

    @Test
    void aChallengeLastsFiveMinutesLessNothing() {
        desk.enrolled();
        String early = desk.phone.get(desk.requestOptions());
        String late = desk.phone.get(desk.requestOptions());

        desk.clock.advance(Duration.ofMinutes(5).minusMillis(1));
        AssertionOutcome inTime = desk.finishAssertion(early);
        desk.clock.advance(Duration.ofMillis(1));
        AssertionOutcome tooLate = desk.finishAssertion(late);

        assertThat(inTime).isInstanceOf(AssertionOutcome.Verified.class);
        assertThat(tooLate).isEqualTo(new AssertionOutcome.Expired());
    }

    @Test
    void anExpiredOrForeignChallengeSpendsNothing() {
        desk.enrolled();
        String body = desk.phone.get(desk.requestOptions());
        int spent = desk.rows.spent.size();

        desk.clock.advance(Duration.ofMinutes(6));
        desk.finishAssertion(body);
        desk.assertion(knobs -> knobs.challenge("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));

        assertThat(desk.rows.spent).hasSize(spent);
    }

    @Test
    void aChallengeFromAClockFarAheadIsNotGood() {
        desk.enrolled();
        desk.clock.advance(Duration.ofMinutes(2));
        String body = desk.phone.get(desk.requestOptions());

        desk.clock.advance(Duration.ofMinutes(-2));

        assertThat(desk.finishAssertion(body)).isEqualTo(new AssertionOutcome.Expired());
    }

    @Test
    void aChallengeOfOneCeremonyIsNoneOfTheOther() {
        desk.enrolled();
        String registrationChallenge = desk.registration.begin(desk.signUp()).challenge();
        String authenticationChallenge =
                desk.authentication.begin(desk.signIn()).challenge();
        int spent = desk.rows.spent.size();

        AssertionOutcome assertion = desk.assertion(knobs -> knobs.challenge(registrationChallenge));
        RegistrationOutcome registration = desk.register(knobs -> knobs.challenge(authenticationChallenge));

        assertThat(assertion).isEqualTo(new AssertionOutcome.Expired());
        assertThat(registration).isEqualTo(new RegistrationOutcome.Expired());
        assertThat(desk.rows.spent).hasSize(spent);
    }

    @Test
    void aChallengeOfOneRelyingPartyIsNoneOfAnother() {
        desk.enrolled();
        RelyingParty other = Desk.party("other", Desk.RP_ID, UserVerification.REQUIRED);

        AssertionOutcome outcome = desk.authentication.finish(
                other, Desk.utf8(desk.phone.get(desk.requestOptions())), Optional.empty(), Alongside.NOTHING);

        assertThat(outcome).isEqualTo(new AssertionOutcome.Expired());
    }

    @Test
    void aBoundChallengeIsGoodInItsBrowserAlone() {
        desk.enrolled();
        String options = Desk.json(desk.authentication.begin(inBrowser(Optional.of(browser))));
        byte[] body = Desk.utf8(desk.phone.get(options));

        AssertionOutcome without = desk.authentication.finish(desk.party, body, Optional.empty(), Alongside.NOTHING);
        AssertionOutcome elsewhere = desk.authentication.finish(
                desk.party, body, Optional.of(Bytes.random(32, desk.random)), Alongside.NOTHING);
        AssertionOutcome home = desk.authentication.finish(desk.party, body, Optional.of(browser), Alongside.NOTHING);

        assertThat(without).isEqualTo(new AssertionOutcome.Expired());
        assertThat(elsewhere).isEqualTo(new AssertionOutcome.Expired());
        assertThat(home).isInstanceOf(AssertionOutcome.Verified.class);
    }

    @Test
    void anUnboundChallengeDoesNotMindACookie() {
        desk.enrolled();

        AssertionOutcome outcome = desk.authentication.finish(
                desk.party, Desk.utf8(desk.phone.get(desk.requestOptions())), Optional.of(browser), Alongside.NOTHING);

        assertThat(outcome).isInstanceOf(AssertionOutcome.Verified.class);
    }

    @Test
    void whatCannotBeBegunIsABug() {
        CredentialId credential = new CredentialId(Bytes.random(16, desk.random));
        BeginAssertion listForAStranger = new BeginAssertion(
                desk.party,
                Purpose.SIGN_IN,
                Optional.empty(),
                List.of(credential),
                false,
                List.of(),
                SessionMode.TOKEN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        assertThatThrownBy(() -> desk.authentication.begin(listForAStranger))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void optionsAreThoseOfTheSpecification() {
        String creation = desk.creationOptions();
        String request = desk.requestOptions();

        assertThat(creation)
                .contains("\"rp\":{\"id\":\"shop.example\",\"name\":\"Shop\"}")
                .contains("\"user\":{\"id\":\"" + desk.handle.value()
                        + "\",\"name\":\"ana@example.org\",\"displayName\":\"Ana\"}")
                .contains("\"alg\":-7},{\"type\":\"public-key\",\"alg\":-8},{\"type\":\"public-key\",\"alg\":-35}")
                .contains("\"timeout\":300000")
                .contains("\"excludeCredentials\":[]")
                .contains("\"residentKey\":\"required\",\"requireResidentKey\":true,\"userVerification\":\"required\"")
                .contains("\"attestation\":\"none\"")
                .contains("\"extensions\":{\"credProps\":true}")
                .doesNotContain("hints");
        assertThat(request)
                .contains("\"rpId\":\"shop.example\",\"allowCredentials\":[],\"userVerification\":\"required\"")
                .doesNotContain("hints");
    }
}
