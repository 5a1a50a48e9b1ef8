package dev.latchkey.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.relyingparty.RelyingPartyRegister;
import dev.latchkey.secret.KeyRing;
import dev.latchkey.testing.Customer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator does about keys, sessions and erasures, and what customers notice of it. */
@QuarkusTest
class KeyCommandsTest {
    @Inject
    Commands commands;

    @Inject
    RelyingPartyRegister parties;

    @Inject
    KeyRing ring;

    @TempDir
    Path folder;

    private record Said(int code, String out) {}

    @Test
    void keyStatusSaysWhatIsClosedUnderWhichKey() {
        new Customer().signUp("ana");

        Said status = say("key", "status");

        assertThat(status.code()).isZero();
        assertThat(status.out()).containsPattern(KeyRing.text(ring.current()) + " +current .*account \\d+");
    }

    @Test
    void recloseTellsOfEachTableAndDoesNothingTwice() {
        Said reclosed = say("key", "reclose");

        assertThat(reclosed.code()).isZero();
        assertThat(reclosed.out())
                .contains("account: ", "token_signing_key: ", "notice_key: ", "keyring_kept: ")
                .doesNotContainPattern("[1-9]\\d* closed anew");
    }

    @Test
    void theCurrentKeyCannotBeRetiredNorOneThatIsUnknown() {
        Said current = say("key", "retire", KeyRing.text(ring.current()));
        Said unknown = say("key", "retire", "00000001");

        assertThat(current.code()).isEqualTo(1);
        assertThat(current.out()).contains("new things are closed under it");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.out()).contains("no key is called 00000001");
    }

    @Test
    void endAllEndsRefreshTokensAndLeavesPasskeysAlone() {
        Customer ana = new Customer().signUp("ana");
        String former = ana.refreshToken();

        Said ended = say("session", "end-all", "demo");

        assertThat(ended.out()).containsPattern("[1-9]\\d* sessions of demo ended");
        ana.asStranger()
                .body(Map.of("refresh_token", former))
                .post("/v1/token/refresh")
                .then()
                .statusCode(401);
        ana.signIn();
        ana.signedIn().get("/v1/me").then().statusCode(200);
        assertThat(say("session", "end-all", "nobody").code()).isEqualTo(1);
    }

    @Test
    void afterARevokedSigningKeyCustomersRefreshAndGoOn() {
        // Elsewhere, or other tests' tokens of the next seconds would be good for seconds only.
        String address = Customer.origin().replace("localhost", "revoking.localhost");
        parties.put(new RelyingPartyId("revoking"), """
                {"name":"Revoking","rp_id":"revoking.localhost","hosts":["%s"],"origins":["%s"]}
                """.formatted(address.substring("http://".length()), address));
        Customer ana = new Customer(address).signUp("ana");
        String before = say("signing-key", "list", "revoking").out();

        Said revoked = say("signing-key", "revoke", "revoking");
        String after = say("signing-key", "list", "revoking").out();

        assertThat(revoked.code()).isZero();
        assertThat(after.lines().count()).isGreaterThan(before.lines().count());
        ana.asStranger()
                .body(Map.of("refresh_token", ana.refreshToken()))
                .post("/v1/token/refresh")
                .then()
                .statusCode(200);
    }

    @Test
    void anErasureIsListedAndAppliedAgainToWhoStands() throws IOException {
        Customer erased = new Customer().signUp("erased");
        Customer stands = new Customer().signUp("stands");
        String id = erased.signedIn().get("/v1/me").path("account.id");
        String other = stands.signedIn().get("/v1/me").path("account.id");
        erased.signedIn().delete("/v1/me").then().statusCode(204);
        String listed = say("erasure", "list").out();
        assertThat(listed).contains(" demo " + id).doesNotContain(other);
        Path ledger = Files.writeString(folder.resolve("ledger"), listed + "2026-11-22T00:00:00Z demo " + other + "\n");

        Said applied = say("erasure", "apply", ledger.toString());

        assertThat(applied.out()).contains("1 accounts stood again and are erased");
        stands.trySignIn(knobs -> knobs).then().statusCode(404).body("code", equalTo("unknown-passkey"));
    }

    private Said say(String... arguments) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out, true);
        return new Said(commands.run(writer, writer, arguments), out.toString());
    }
}
