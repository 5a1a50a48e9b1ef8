package dev.latchkey.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Well-known client libraries, unmodified, through both ceremonies with nothing but fetch beside them. */
@QuarkusTest
class ClientLibrariesTest {
    @RegisterExtension
    static final Browser BROWSER = new Browser();

    /** A page's own few lines: JSON to the service, and what it answers. */
    private static final String POST = """
            const post = async (path, body) => {
              const answer = await fetch(path, {
                method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
              const json = await answer.json();
              if (!answer.ok) throw new Error(JSON.stringify(json));
              return json;
            };
            const done = arguments[arguments.length - 1];
            const said = (work) => work().then(done, (error) => done({ error: String(error) }));
            """;

    @BeforeAll
    static void fetch() throws IOException, InterruptedException {
        ClientLibraries.fetch("ClientLibrariesTest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"simplewebauthn-13", "simplewebauthn-14"})
    void simpleWebAuthnSignsUpAndSignsIn(String version) throws IOException {
        Device phone = BROWSER.device(Device.Kind.SYNCED);
        BROWSER.open(Browser.at("/favicon.svg"));
        BROWSER.driver().executeScript(ClientLibraries.file(version + "/dist/bundle/index.umd.min.js"));

        Map<String, Object> signedUp = run("""
                said(async () => {
                  const optionsJSON = await post('/v1/webauthn/registration/options', { username: 'ana@example.org' });
                  const made = await SimpleWebAuthnBrowser.startRegistration({ optionsJSON });
                  return post('/v1/webauthn/registration/verify', made);
                });
                """);
        Map<String, Object> signedIn = run("""
                said(async () => {
                  const optionsJSON = await post('/v1/webauthn/authentication/options', {});
                  const used = await SimpleWebAuthnBrowser.startAuthentication({ optionsJSON });
                  return post('/v1/webauthn/authentication/verify', used);
                });
                """);

        isTheSameCustomer(signedUp, signedIn);
        assertThat(phone.passkeys()).hasSize(1);
    }

    @Test
    void githubsWebauthnJsonSignsUpAndSignsInWithTheEnvelope() throws IOException {
        Device phone = BROWSER.device(Device.Kind.SYNCED);
        BROWSER.open(Browser.at("/favicon.svg"));
        BROWSER.driver()
                .executeScript(ClientLibraries.file(
                        "@github/webauthn-json/dist/browser-global/webauthn-json.browser-global.js"));

        Map<String, Object> signedUp = run("""
                said(async () => {
                  const options = await post('/v1/webauthn/registration/options?envelope=publicKey', { username: 'ana@example.org' });
                  return post('/v1/webauthn/registration/verify', await webauthnJSON.create(options));
                });
                """);
        Map<String, Object> signedIn = run("""
                said(async () => {
                  const options = await post('/v1/webauthn/authentication/options?envelope=publicKey', {});
                  return post('/v1/webauthn/authentication/verify', await webauthnJSON.get(options));
                });
                """);

        isTheSameCustomer(signedUp, signedIn);
        assertThat(phone.passkeys()).hasSize(1);
    }

    private static void isTheSameCustomer(Map<String, Object> signedUp, Map<String, Object> signedIn) {
        assertThat(signedUp).containsEntry("outcome", "signed_up");
        assertThat(signedIn).containsEntry("outcome", "signed_in").containsEntry("acr", "urn:latchkey:acr:2");
        assertThat(signedIn.get("access_token")).isNotEqualTo(signedUp.get("access_token"));
        assertThat(signedIn.get("account")).isEqualTo(signedUp.get("account"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> run(String script) {
        return (Map<String, Object>) BROWSER.driver().executeAsyncScript(POST + script);
    }
}
