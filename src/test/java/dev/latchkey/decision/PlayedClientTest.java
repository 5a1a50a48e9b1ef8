package dev.latchkey.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.account.Account;
import dev.latchkey.decision.place.Address;
import dev.latchkey.decision.policy.DefaultPolicy;
import dev.latchkey.decision.policy.PolicyRegister;
import dev.latchkey.id.Bytes;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.Use;
import dev.latchkey.risk.Challenge;
import dev.latchkey.risk.Profile;
import dev.latchkey.risk.Segment;
import dev.latchkey.testing.Parties;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is decided about clients that are played, and what they leave behind. */
@QuarkusTest
class PlayedClientTest {
    private static final int STRICT = 1;

    @Inject
    DecisionFixture fixture;

    @Inject
    PolicyRegister policies;

    @Inject
    Pasts pasts;

    @Test
    void inASandboxTheTriedVersionDecides() {
        RelyingParty sandbox = withStrictVersion(Use.SANDBOX);

        Decision decision = fixture.decideOnly(attempt(sandbox, STRICT), Challenge.OTHER_PASSKEY);

        assertThat(decision).isInstanceOf(Decision.StepUp.class);
        assertThat(decision.basis().policyVersion()).isEqualTo(STRICT);
        assertThat(fixture.decideOnly(attempt(sandbox, 0), Challenge.OTHER_PASSKEY))
                .isInstanceOf(Decision.Allow.class);
    }

    @ParameterizedTest
    @EnumSource(value = Use.class, mode = EnumSource.Mode.EXCLUDE, names = "SANDBOX")
    void anywhereElseTheOneInForceDoes(Use use) {
        RelyingParty party = withStrictVersion(use);

        Decision decision = fixture.decideOnly(attempt(party, STRICT), Challenge.OTHER_PASSKEY);

        assertThat(decision).isInstanceOf(Decision.Allow.class);
        assertThat(decision.basis().policyVersion()).isZero();
    }

    @Test
    void aVersionThatIsNotThereIsAskedAbout() {
        Decision decision = fixture.decideOnly(attempt(withStrictVersion(Use.SANDBOX), 99), Challenge.OTHER_PASSKEY);

        assertThat(decision).isInstanceOf(Decision.StepUp.class);
        assertThat(decision.basis().policyVersion()).isEqualTo(Basis.UNREADABLE);
    }

    @Test
    void aPastIsLearnedLessonByLesson() {
        RelyingParty sandbox = fixture.stored(Parties.used(Use.SANDBOX));
        Account account = fixture.account(sandbox);

        give(sandbox, account, 5);

        Profile profile = fixture.history(account).profile(account.key()).orElseThrow();
        assertThat(profile.segment(fixture.now().getEpochSecond())).isEqualTo(Segment.REGULAR);
        assertThat(profile.logins()).isBetween(4.5, 5.0);
        assertThat(profile.knowsAnyDevice()).isTrue();
        assertThat(fixture.lessons(account)).isEmpty();
    }

    @Test
    void aPastTakesThePlaceOfWhatWasKnown() {
        RelyingParty sandbox = fixture.stored(Parties.used(Use.SANDBOX));
        Account account = fixture.account(sandbox);
        give(sandbox, account, 9);

        give(sandbox, account, 5);

        assertThat(fixture.history(account).profile(account.key()).orElseThrow().logins())
                .isBetween(4.5, 5.0);
    }

    @ParameterizedTest
    @EnumSource(value = Use.class, mode = EnumSource.Mode.EXCLUDE, names = "SANDBOX")
    void anywhereElseAPastIsABug(Use use) {
        RelyingParty party = fixture.stored(Parties.used(use));
        Account account = fixture.account(party);

        assertThatThrownBy(() -> give(party, account, 5)).isInstanceOf(IllegalStateException.class);

        assertThat(fixture.history(account).packed()).isEmpty();
    }

    @Test
    void aCustomersAccountIsGivenNoPastFromASandbox() {
        RelyingParty sandbox = fixture.stored(Parties.used(Use.SANDBOX));
        Account customer = fixture.account(fixture.party());

        assertThatThrownBy(() -> give(sandbox, customer, 5)).isInstanceOf(IllegalStateException.class);

        assertThat(fixture.history(customer).packed()).isEmpty();
    }

    private void give(RelyingParty party, Account account, int signIns) {
        List<Pasts.SignIn> past = IntStream.range(0, signIns)
                .mapToObj(place -> new Pasts.SignIn(fixture.now().minus(Duration.ofDays(signIns - place)), client(0)))
                .toList();
        PasskeyFacts passkey =
                Visit.usual(party, account, fixture.now()).attempt().passkey().orElseThrow();
        fixture.write(writes -> pasts.give(writes, party, account, passkey, past, fixture.now()));
    }

    private RelyingParty withStrictVersion(Use use) {
        RelyingParty party = fixture.stored(Parties.used(use));
        policies.put(party.id(), DecisionFixture.askingAlways(DefaultPolicy.TEXT), "test", "asks always");
        return party;
    }

    private Attempt attempt(RelyingParty party, int version) {
        Attempt usual =
                Visit.usual(party, fixture.account(party), fixture.now()).attempt();
        return new Attempt(
                party,
                usual.action(),
                usual.account(),
                usual.passkey(),
                client(version).facts(),
                usual.session(),
                usual.stake(),
                usual.at());
    }

    private static PlayedClient client(int version) {
        return new PlayedClient(
                Address.parse("192.0.2.20").orElseThrow(),
                ClientFacts.unknown().place(),
                ClientFacts.unknown().agent(),
                Optional.of(Bytes.of(new byte[32])),
                version);
    }
}
