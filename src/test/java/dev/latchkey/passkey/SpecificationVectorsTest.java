package dev.latchkey.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.CredentialId;
import dev.latchkey.id.RelyingPartyId;
import dev.latchkey.id.UserHandle;
import dev.latchkey.relyingparty.RelyingParty;
import dev.latchkey.relyingparty.RelyingParty.Apps;
import dev.latchkey.relyingparty.RelyingParty.Look;
import dev.latchkey.relyingparty.RelyingParty.SessionMode;
import dev.latchkey.relyingparty.RelyingParty.SigningAlgorithm;
import dev.latchkey.relyingparty.RelyingParty.UserVerification;
import dev.latchkey.testing.SeededRandom;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The test vectors of the specification (WebAuthn L3 §16). Their challenges are not sealed by us, so they enter one floor
 * below the ceremonies, where answers are verified.
 */
class SpecificationVectorsTest {
    private static final SeededRandom RANDOM = new SeededRandom(16);
    private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");
    private static final AccountId ACCOUNT = AccountId.create(NOW, RANDOM);
    private static final UserHandle HANDLE = UserHandle.create(RANDOM);
    private static final RelyingParty EXAMPLE_ORG = new RelyingParty(
            new RelyingPartyId("example"),
            "Example",
            "example.org",
            Set.of("example.org"),
            Set.of("https://example.org"),
            List.of(),
            "https://example.org",
            "example.org",
            UserVerification.PREFERRED,
            SessionMode.TOKEN,
            true,
            SigningAlgorithm.ES256,
            false,
            Set.of(),
            Set.of(),
            new Apps(List.of(), List.of()),
            List.of("en"),
            new Look(Optional.empty(), Optional.empty(), Optional.empty()),
            RelyingParty.Use.CUSTOMERS);

    private final Library library = new Library(SilentConverter.make());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "l3-none-es256",
                "l3-packed-self-es256",
                "l3-packed-es256",
                "l3-packed-rs256",
                "l3-packed-eddsa",
                "l3-none-es256-cross-origin",
                "l3-none-es256-top-origin"
            })
    void eachIsAnsweredAsTheFileExpects(String name) throws IOException {
        JsonNode vector = vector(name);
        String expected = vector.get("expected").asText();
        JsonNode registration = vector.get("registration");
        JsonNode authentication = vector.get("authentication");
        Bytes attestationObject = bytes(registration, "attestationObject");
        CredentialId id = attestedId(attestationObject);
        ClientData created =
                ClientData.read(bytes(registration, "clientDataJSON")).orElseThrow();
        ClientData got =
                ClientData.read(bytes(authentication, "clientDataJSON")).orElseThrow();

        RegistrationVerifier.Verdict registered = new RegistrationVerifier(library)
                .verify(
                        ceremony(Purpose.SIGN_UP),
                        EXAMPLE_ORG,
                        new RegistrationAnswer(
                                id,
                                created,
                                attestationObject,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        NOW);
        AssertionVerifier.Verdict asserted = new AssertionVerifier(library)
                .verify(
                        ceremony(Purpose.STEP_UP),
                        EXAMPLE_ORG,
                        new AssertionAnswer(
                                id,
                                got,
                                bytes(authentication, "authenticatorData"),
                                bytes(authentication, "signature"),
                                Optional.empty(),
                                Optional.empty()),
                        row(id, attestationObject),
                        NOW);

        assertThat(created.challenge()).isEqualTo(bytes(registration, "challenge"));
        assertThat(got.challenge()).isEqualTo(bytes(authentication, "challenge"));
        if (expected.equals("accepted")) {
            assertThat(registered).isInstanceOf(RegistrationVerifier.Verdict.Passed.class);
            assertThat(asserted).isInstanceOf(AssertionVerifier.Verdict.Passed.class);
        } else {
            assertThat(registered).isEqualTo(new RegistrationVerifier.Verdict.Failed(expected));
            assertThat(asserted).isEqualTo(new AssertionVerifier.Verdict.Failed(expected));
        }
    }

    private static CredentialRow row(CredentialId id, Bytes attestationObject) {
        AuthenticatorData data = authenticatorData(attestationObject);
        AuthenticatorData.Attested attested = data.attested().orElseThrow();
        CredentialKey key = ((CredentialKeys.Check.Good) CredentialKeys.check(attested.publicKey())).key();
        return new CredentialRow(
                EXAMPLE_ORG.id(),
                id,
                ACCOUNT,
                HANDLE,
                key.encoded(),
                data.counter(),
                attested.aaguid(),
                data.backupEligible(),
                data.backedUp(),
                data.userVerified(),
                NOW,
                false,
                List.of(id),
                Optional.empty());
    }

    private static CredentialId attestedId(Bytes attestationObject) {
        return new CredentialId(
                authenticatorData(attestationObject).attested().orElseThrow().credentialId());
    }

    private static AuthenticatorData authenticatorData(Bytes attestationObject) {
        return AttestationObject.read(attestationObject)
                .map(AttestationObject::authenticatorData)
                .flatMap(AuthenticatorData::read)
                .orElseThrow();
    }

    private static Ceremony ceremony(Purpose purpose) {
        return new Ceremony(
                Bytes.random(16, RANDOM),
                purpose,
                EXAMPLE_ORG.id(),
                Optional.of(ACCOUNT),
                Optional.of(HANDLE),
                "",
                "",
                false,
                SessionMode.TOKEN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                NOW);
    }

    private static Bytes bytes(JsonNode parent, String member) {
        return Bytes.of(HexFormat.of().parseHex(parent.get(member).asText()));
    }

    private static JsonNode vector(String name) throws IOException {
        try (InputStream file =
                SpecificationVectorsTest.class.getResourceAsStream("/vectors/webauthn/" + name + ".json")) {
            return new ObjectMapper().readTree(file);
        }
    }
}
