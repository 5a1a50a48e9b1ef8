package dev.latchkey.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.testing.Customer;
import dev.latchkey.testing.RawHttp.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Genuine answers with one random damage each, over HTTP: none is accepted and none makes the service fail. The seed is
 * fixed; {@code -Dlatchkey.damages=100000} runs more of the same.
 */
@QuarkusTest
class DamagedCeremoniesTest {
    private static final int DAMAGES = Integer.getInteger("latchkey.damages", 400);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Random random = new Random(20_260_717);
    private final Refusals refusals = new Refusals();

    @Test
    void noDamagedAssertionSignsAnybodyIn() {
        Customer ana = new Customer().signUp("ana");
        List<String> essential = List.of("clientDataJSON", "authenticatorData", "signature", "userHandle");

        for (int i = 0; i < DAMAGES / 2; i++) {
            String genuine = ana.device().get(ana.signInOptions());
            byte[] damaged = damaged(genuine, essential);

            refused("assertion " + i, damaged, "/v1/webauthn/authentication/verify");
        }

        refusals.none();
        ana.signIn();
    }

    @Test
    void noDamagedRegistrationStoresAPasskey() {
        List<String> essential = List.of("clientDataJSON", "attestationObject");
        Customer ana = new Customer();

        for (int i = 0; i < DAMAGES / 2; i++) {
            // Signed by its own key, so that flags, counter and AAGUID cannot be changed unnoticed either.
            String genuine = ana.device().create(ana.signUpOptions("ana"), knobs -> knobs.selfAttestation());
            byte[] damaged = damaged(genuine, essential);

            refused("registration " + i, damaged, "/v1/webauthn/registration/verify");
        }

        refusals.none();
    }

    private void refused(String what, byte[] body, String path) {
        Answer answer = Api.wire()
                .send(Api.wire()
                        .request("POST", path)
                        .header("Content-Type", "application/json")
                        .body(body));
        refusals.refused(what + " " + new String(body, StandardCharsets.UTF_8), answer, 400, 401, 404);
    }

    /** One damage that changes what the answer says. */
    private byte[] damaged(String genuine, List<String> essential) {
        while (true) {
            byte[] damaged = random.nextInt(3) == 0
                    ? mutated(genuine.getBytes(StandardCharsets.UTF_8))
                    : inside(genuine, essential.get(random.nextInt(essential.size())));
            if (!saysTheSame(genuine, damaged, essential)) {
                return damaged;
            }
        }
    }

    private byte[] inside(String genuine, String member) {
        ObjectNode body = (ObjectNode) read(genuine.getBytes(StandardCharsets.UTF_8));
        ObjectNode response = (ObjectNode) body.get("response");
        byte[] value = Base64.getUrlDecoder().decode(response.get(member).asText());
        response.put(member, Base64.getUrlEncoder().withoutPadding().encodeToString(mutated(value)));
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private byte[] mutated(byte[] bytes) {
        int at = random.nextInt(bytes.length);
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        changed.write(bytes, 0, at);
        switch (random.nextInt(5)) {
            case 0 -> changed.write(bytes[at] ^ (1 << random.nextInt(8)));
            case 1 -> changed.write(random.nextInt(256));
            case 2 -> changed.writeBytes(new byte[] {(byte) random.nextInt(256), bytes[at]});
            case 3 -> {
                return changed.toByteArray();
            }
            default -> {
                // The byte is left out.
            }
        }
        changed.write(bytes, at + 1, bytes.length - at - 1);
        return changed.toByteArray();
    }

    /** Whether only what nobody relies on has changed: an unknown member, a hint, the spelling of JSON. */
    private static boolean saysTheSame(String genuine, byte[] damaged, List<String> essential) {
        JsonNode before = read(genuine.getBytes(StandardCharsets.UTF_8));
        JsonNode after = read(damaged);
        JsonNode response = after.path("response");
        return after.path("id").equals(before.path("id"))
                && after.path("type").equals(before.path("type"))
                && (!after.has("rawId") || after.path("rawId").equals(before.path("rawId")))
                && essential.stream()
                        .allMatch(member -> before.path("response").path(member).equals(response.path(member)));
    }

    private static JsonNode read(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException malformed) {
            return JSON.missingNode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
