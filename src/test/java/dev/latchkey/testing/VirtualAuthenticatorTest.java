package dev.latchkey.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** The tool that the tests rest on, against the JDK alone. */
class VirtualAuthenticatorTest {
    private static final String ORIGIN = "https://shop.example";
    private static final String CREATE = """
            {"rp":{"id":"shop.example","name":"Shop"},"user":{"id":"AAAA","name":"ana","displayName":"Ana"},
             "challenge":"Y2hhbGxlbmdl","pubKeyCredParams":[{"type":"public-key","alg":-7}]}""";
    private static final String GET = """
            {"rpId":"shop.example","challenge":"Y2hhbGxlbmdl","allowCredentials":[]}""";

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }

    private static byte[] binary(JsonNode parent, String member) {
        return Base64.getUrlDecoder().decode(parent.get(member).asText());
    }

    @Test
    void anAssertionIsSignedAsTheSpecificationSays() throws JsonProcessingException, GeneralSecurityException {
        VirtualAuthenticator phone = new VirtualAuthenticator(ORIGIN);
        phone.create(CREATE);

        JsonNode response = json(phone.get(GET)).get("response");

        byte[] data = binary(response, "authenticatorData");
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initVerify(phone.credentials().getFirst().key().pair().getPublic());
        signature.update(data);
        signature.update(MessageDigest.getInstance("SHA-256").digest(binary(response, "clientDataJSON")));
        assertThat(signature.verify(binary(response, "signature"))).isTrue();
        assertThat(data)
                .hasSize(37)
                .startsWith(
                        MessageDigest.getInstance("SHA-256").digest("shop.example".getBytes(StandardCharsets.UTF_8)));
        assertThat(data[32]).isEqualTo((byte) 0b0001_1101);
    }

    @Test
    void theSameSeedAnswersTheSame() {
        VirtualAuthenticator one = VirtualAuthenticator.seeded(ORIGIN, 5);
        VirtualAuthenticator other = VirtualAuthenticator.seeded(ORIGIN, 5);

        String created = one.create(CREATE);
        String got = one.get(GET);

        assertThat(other.create(CREATE)).isEqualTo(created);
        assertThat(other.get(GET)).isEqualTo(got);
    }

    @Test
    void optionsMayComeInAnEnvelope() throws JsonProcessingException {
        VirtualAuthenticator phone = new VirtualAuthenticator(ORIGIN);

        phone.create("{\"publicKey\":" + CREATE + "}");

        assertThat(json(phone.get(GET)).get("type").asText()).isEqualTo("public-key");
    }

    @Test
    void withoutAPasskeyNothingIsAnswered() {
        VirtualAuthenticator phone = new VirtualAuthenticator(ORIGIN);
        phone.create(CREATE);
        phone.forget();

        assertThatThrownBy(() -> phone.get(GET)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aKnobChangesItsFieldAndNoOther() throws JsonProcessingException {
        VirtualAuthenticator phone = VirtualAuthenticator.seeded(ORIGIN, 6);
        phone.create(CREATE);

        byte[] usual = binary(json(phone.get(GET)).get("response"), "authenticatorData");
        byte[] turned = binary(json(phone.get(GET, knobs -> knobs.uv(false))).get("response"), "authenticatorData");

        usual[32] ^= 1 << 2;
        assertThat(turned).isEqualTo(Arrays.copyOf(usual, usual.length));
    }
}
