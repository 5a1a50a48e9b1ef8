package dev.latchkey.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.decision.place.Address;
import dev.latchkey.decision.place.FactHashes;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.stepup.Lobby;
import dev.latchkey.testing.Customer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which refusals count as failed tries, over HTTP. */
@QuarkusTest
class FailedTriesOverHttpTest {
    private static final RelyingPartyId PARTY = new RelyingPartyId("demo");

    @Inject
    Failures failures;

    @Inject
    FactHashes hashes;

    @Inject
    Clock clock;

    @Inject
    Lobby lobby;

    private Customer ana;
    private AccountId account;

    @BeforeEach
    void aCustomer() {
        ana = new Customer().signUp("ana");
        account = new AccountId(UUID.fromString(ana.signedIn().get("/v1/me").path("account.id")));
    }

    @Test
    void aGoodSignInCountsNothing() {
        ana.trySignIn(knobs -> knobs).then().statusCode(200);

        counts(0, 0);
    }

    @Test
    void aBadSignatureCountsForNetworkAndAccount() {
        ana.trySignIn(knobs -> knobs.damagedSignature()).then().statusCode(401);

        counts(1, 1);
    }

    @Test
    void anUnknownPasskeyCountsForTheNetworkAlone() {
        ana.trySignIn(knobs -> knobs.credentialId(new byte[32])).then().statusCode(404);

        counts(1, 0);
    }

    @Test
    void aChallengeThatIsNotOursCountsNothing() {
        ana.trySignIn(knobs -> knobs.challenge("AAAA")).then().statusCode(400);

        counts(0, 0);
    }

    @Test
    void aWrongCodeCountsForNetworkAndAccountAndARightOneDoesNot() {
        byte[] app = lobby.app(ana);
        String ticket = lobby.asking(ana).ticket();
        String right = lobby.code(app, 1);

        Response wrong = Lobby.verify(ana, "totp", ticket, right.equals("000000") ? "000001" : "000000");
        Response good = Lobby.verify(ana, "totp", ticket, right);

        wrong.then().statusCode(401);
        good.then().statusCode(200);
        counts(1, 1);
    }

    @Test
    void aWrongRecoveryCodeCountsForTheNetworkAlone() {
        ana.asStranger()
                .body(Map.of("recovery_code", "AAAAA-AAAAA-AAAAA-AAAAA"))
                .post("/v1/webauthn/registration/options")
                .then()
                .statusCode(401);

        counts(1, 0);
    }

    @Test
    void aRefusedSecondPasskeyCountsForBoth() {
        String ticket = lobby.asking(ana).ticket();
        String options = ana.asStranger()
                .body(Map.of("purpose", "step_up", "ticket", ticket))
                .post("/v1/webauthn/authentication/options")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        ana.authenticate(ana.device().get(options, knobs -> knobs.damagedSignature()))
                .then()
                .statusCode(401);

        counts(1, 1);
    }

    private void counts(int network, int ofAccount) {
        ClientFacts here = new ClientFacts(
                Address.parse("127.0.0.1"),
                ClientFacts.unknown().place(),
                ClientFacts.unknown().agent(),
                Optional.empty(),
                ClientFacts.unknown().deviceProof(),
                Optional.empty(),
                Optional.empty(),
                true,
                Optional.empty());
        long key = Hashing.of(hashes.current(PARTY, clock.instant()), here).network();
        assertThat(Math.round(failures.of(key))).as("of the network").isEqualTo(network);
        assertThat(Math.round(failures.of(FailedTries.keyOf(account))))
                .as("of the account")
                .isEqualTo(ofAccount);
    }
}
