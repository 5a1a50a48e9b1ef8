package dev.latchkey.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.decision.place.DeviceKey;
import dev.latchkey.decision.place.DeviceProof;
import dev.latchkey.id.Bytes;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The device's key in a real browser: its proof holds for the service, stays the same, and cannot be taken away. */
@QuarkusTest
class DeviceKeyPageTest {
    private static final String PATH = "/v1/webauthn/authentication/verify";

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @Test
    void theServiceAcceptsWhatTheBrowserSignsAndKnowsTheBrowserAgain() {
        BROWSER.open(Browser.at("/"));
        DeviceProof first = proof("AQID");
        BROWSER.open(Browser.at("/stop")); // another page, and one that leads nowhere else by itself

        DeviceProof later = proof("BAUG");

        assertThat(first).isInstanceOf(DeviceProof.Proven.class).isEqualTo(later);
        assertThat(read(header("AQID"), "BAUG")).isEqualTo(new DeviceProof.Refused("challenge"));
    }

    @Test
    void theKeyCannotBeExportedNotEvenByThePage() {
        BROWSER.open(Browser.at("/"));
        header("AQID");

        Object tried = BROWSER.driver().executeAsyncScript("""
                const done = arguments[0];
                const opening = indexedDB.open('latchkey');
                opening.onsuccess = () => {
                  const all = opening.result.transaction('keys').objectStore('keys').getAll();
                  all.onsuccess = () => crypto.subtle.exportKey('jwk', all.result[0].privateKey)
                    .then(() => done('exported'), (error) => done(error.name));
                };""");

        assertThat(tried).isEqualTo("InvalidAccessError");
    }

    @Test
    void anotherBrowserOfTheSameCustomerIsAnotherDevice() {
        BROWSER.open(Browser.at("/"));
        DeviceProof one = proof("AQID");
        BROWSER.open("about:blank");
        BROWSER.forgetEverything();
        BROWSER.open(Browser.at("/"));

        assertThat(proof("AQID")).isInstanceOf(DeviceProof.Proven.class).isNotEqualTo(one);
    }

    private static DeviceProof proof(String challenge) {
        return read(header(challenge), challenge);
    }

    private static DeviceProof read(String header, String challenge) {
        String host = "localhost:" + Browser.port("desk.port");
        Bytes expected = Bytes.fromBase64Url(challenge).orElseThrow();
        return DeviceKey.read(Optional.of(header), "POST", host, PATH, expected, Instant.now());
    }

    private static String header(String challenge) {
        return String.valueOf(BROWSER.driver().executeAsyncScript("""
                        const [path, challenge, done] = arguments;
                        import('/sdk/device.js')
                          .then(({ deviceKey }) => deviceKey().proof('POST', path, challenge))
                          .then(done, (error) => done(String(error)));""", PATH, challenge));
    }
}
