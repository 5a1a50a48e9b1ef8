package dev.latchkey.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.relyingparty.ApiClients;
import dev.latchkey.relyingparty.RelyingParties;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line, as an operator reads it. */
@QuarkusTest
class CommandsTest {
    private static final String SHOP = """
            {"name": "Shop", "rp_id": "shop.example", "hosts": ["login.shop.example"],
             "origins": ["https://login.shop.example"]}""";

    @Inject
    Commands commands;

    @Inject
    RelyingParties relyingParties;

    @Inject
    ApiClients apiClients;

    @TempDir
    Path folder;

    private record Said(int code, String out, String err) {}

    @Test
    void aRelyingPartyIsPutAndListed() throws IOException {
        Said put = say("relying-party", "put", "shop", file(SHOP).toString());
        Said list = say("relying-party", "list");

        assertThat(put.code()).isZero();
        assertThat(put.out()).contains("shop is served at login.shop.example");
        assertThat(list.out()).contains("shop.example").contains("demo");
        assertThat(relyingParties.at("login.shop.example")).isPresent();
    }

    @Test
    void aWrongSettingIsSaidAndNothingChanges() throws IOException {
        say(
                "relying-party",
                "put",
                "kept",
                file(SHOP.replace("shop.example", "kept.example")).toString());

        Said put = say(
                "relying-party",
                "put",
                "kept",
                file(SHOP.replace("shop.example", "kept.example").replace("https:", "ftp:"))
                        .toString());

        assertThat(put.code()).isEqualTo(1);
        assertThat(put.err()).contains("relying party kept").contains("origins: ");
        assertThat(relyingParties.at("login.kept.example").orElseThrow().origins())
                .containsExactly("https://login.kept.example");
    }

    @Test
    void aHostIsServedForOneRelyingPartyOnly() throws IOException {
        say(
                "relying-party",
                "put",
                "first",
                file(SHOP.replace("shop.example", "first.example")).toString());

        Said second = say(
                "relying-party",
                "put",
                "second",
                file(SHOP.replace("shop.example", "first.example")).toString());

        assertThat(second.code()).isEqualTo(1);
        assertThat(second.err()).contains("login.first.example is served for another relying party");
        assertThat(relyingParties.find(new RelyingPartyId("second"))).isEmpty();
    }

    @Test
    void anUnknownMemberIsAnError() throws IOException {
        Said put = say(
                "relying-party",
                "put",
                "typo",
                file(SHOP.replace("\"name\"", "\"nmae\"")).toString());

        assertThat(put.code()).isEqualTo(1);
        assertThat(put.err()).contains("nmae");
    }

    @Test
    void anApiClientProvesItselfUntilItIsRevoked() {
        Said created = say("api-client", "create", "demo", "shop-backend");
        String id = find(created.out(), "client id: +(\\S+)");
        String secret = find(created.out(), "client secret: (\\S+)");

        assertThat(isGood(id, secret)).isTrue();
        assertThat(isGood(id, secret + "x")).isFalse();
        assertThat(say("api-client", "list", "demo").out())
                .contains(id)
                .contains("shop-backend")
                .doesNotContain(secret);
        assertThat(say("api-client", "revoke", id).code()).isZero();
        assertThat(isGood(id, secret)).isFalse();
        assertThat(say("api-client", "revoke", id).code()).isEqualTo(1);
    }

    @Test
    void wellKnownFilesArePrintedToBePlaced() {
        Said files = say("relying-party", "well-known", "demo");

        assertThat(files.out())
                .contains("/.well-known/webauthn")
                .contains("/.well-known/passkey-endpoints")
                .contains("/.well-known/assetlinks.json")
                .contains("/.well-known/apple-app-site-association");
    }

    @Test
    void aSigningKeyIsTurnedOver() {
        Said rotated = say("signing-key", "rotate", "demo");

        assertThat(rotated.code()).isZero();
        assertThat(rotated.out()).contains("of demo signs in a few seconds");
    }

    @Test
    void aHeadThatTheJournalNeverHadIsNamed() {
        Said verified = say("journal", "verify-head", "999999999", "0011223344556677");

        assertThat(verified.code()).isEqualTo(1);
        assertThat(verified.out()).startsWith("BROKEN").contains("link 999999999");
        assertThat(say("journal", "verify-head", "many", "0011223344556677").code())
                .isEqualTo(1);
        assertThat(say("journal", "verify-head", "1", "0011").err()).contains("8 bytes");
    }

    @Test
    void whatIsNotUnderstoodIsExplained() {
        assertThat(say("relying-party", "frobnicate").code()).isEqualTo(2);
        assertThat(say("api-client", "create", "demo").err()).contains("<name>");
        assertThat(say("api-client", "create", "nobody", "x").out()).contains("no relying party is called nobody");
        assertThat(say("--help").out())
                .contains("relying-party")
                .contains("api-client")
                .contains("signing-key");
    }

    private boolean isGood(String id, String secret) {
        return QuarkusTransaction.requiringNew()
                .call(() -> apiClients
                        .authenticate(new RelyingPartyId("demo"), id, secret)
                        .isPresent());
    }

    private Said say(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = commands.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Said(code, out.toString(), err.toString());
    }

    private Path file(String document) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "party", ".json"), document);
    }

    private static String find(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }
}
