package dev.latchkey.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.Knobs;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What has the form of an answer and what has not, before anything is verified or spent. */
class EnvelopeTest {
    private final Desk desk = new Desk();

    private List<FieldError> malformedRegistration(UnaryOperator<Knobs> turn) {
        return malformed(desk.register(turn));
    }

    private static List<FieldError> malformed(RegistrationOutcome outcome) {
        assertThat(outcome).isInstanceOf(RegistrationOutcome.Malformed.class);
        return ((RegistrationOutcome.Malformed) outcome).fields();
    }

    private List<FieldError> malformedAssertion(UnaryOperator<Knobs> turn) {
        AssertionOutcome outcome = desk.assertion(turn);
        assertThat(outcome).isInstanceOf(AssertionOutcome.Malformed.class);
        return ((AssertionOutcome.Malformed) outcome).fields();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "null", "[]", "\"x\"", "{", "{}x", "{} {}", "{'a':1}", "{\"a\":NaN}", "{\"a\":1,}"})
    void whatIsNotOneJsonObjectIsMalformed(String body) {
        assertThat(malformed(desk.finishRegistration(body))).isNotEmpty();
        assertThat(desk.finishAssertion(body)).isInstanceOf(AssertionOutcome.Malformed.class);
    }

    @Test
    void bytesThatAreNotUtf8AreMalformed() {
        byte[] body = Desk.utf8(desk.phone.create(desk.creationOptions(), knobs -> knobs.bodyMember("x", "\"?\"")));
        for (int i = 0; i < body.length; i++) {
            body[i] = body[i] == '?' ? (byte) 0xff : body[i];
        }

        RegistrationOutcome outcome = desk.registration.finish(desk.party, body, Optional.empty());

        assertThat(malformed(outcome)).hasSize(1);
    }

    @Test
    void aBodyOf64KibibytesIsReadAndOneByteMoreIsNot() {
        String body = desk.phone.create(desk.creationOptions());
        String longest = body + " ".repeat(AnswerReader.LONGEST_BODY - body.length());

        assertThat(malformed(desk.finishRegistration(longest + " "))).isNotEmpty();
        assertThat(desk.finishRegistration(longest)).isInstanceOf(RegistrationOutcome.Verified.class);
    }

    @Test
    void aMemberGivenTwiceIsMalformedAtAnyDepth() {
        String body = desk.phone.create(desk.creationOptions());

        assertThat(malformed(desk.finishRegistration("{\"id\":\"AAAA\"," + body.substring(1))))
                .isNotEmpty();
        assertThat(malformed(
                        desk.finishRegistration(body.replace("\"response\":{", "\"response\":{\"transports\":[],"))))
                .isNotEmpty();
        assertThat(malformed(desk.finishRegistration("{\"x\":{\"y\":1,\"y\":1}," + body.substring(1))))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"31,true", "32,false"})
    void depthEndsAt32(int levels, boolean good) {
        String nested = "[".repeat(levels) + "]".repeat(levels);

        RegistrationOutcome outcome = desk.register(knobs -> knobs.bodyMember("unknown", nested));

        assertThat(outcome instanceof RegistrationOutcome.Verified).isEqualTo(good);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "type", "response", "clientDataJSON", "attestationObject"})
    void whatARegistrationNeedsIsNamedWhenItIsAbsent(String member) {
        assertThat(malformedRegistration(knobs -> knobs.omit(member)))
                .extracting(FieldError::name)
                .anyMatch(name -> name.endsWith(member) || name.startsWith(member));
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "type", "response", "clientDataJSON", "authenticatorData", "signature"})
    void whatAnAssertionNeedsIsNamedWhenItIsAbsent(String member) {
        desk.enrolled();

        assertThat(malformedAssertion(knobs -> knobs.omit(member)))
                .extracting(FieldError::name)
                .anyMatch(name -> name.endsWith(member) || name.startsWith(member));
    }

    @Test
    void whatOlderClientsLeaveOutMayBeAbsentOrNull() {
        UnaryOperator<Knobs> level1 = knobs -> knobs.omit(
                "rawId",
                "authenticatorAttachment",
                "clientExtensionResults",
                "transports",
                "authenticatorData",
                "publicKey",
                "publicKeyAlgorithm");
        UnaryOperator<Knobs> nulls = knobs -> knobs.bodyMember("authenticatorAttachment", "null")
                .bodyMember("nickname", "null")
                .responseMember("publicKey", "null");

        assertThat(desk.register(level1)).isInstanceOf(RegistrationOutcome.Verified.class);
        assertThat(desk.register(nulls)).isInstanceOf(RegistrationOutcome.Verified.class);
    }

    @Test
    void theRawIdOfAnAnswerMustBeItsId() {
        assertThat(malformedRegistration(knobs -> knobs.bodyMember("rawId", "\"AAAAAAAAAAAAAAAAAAAAAA\"")))
                .extracting(FieldError::name)
                .containsExactly("rawId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"public-Key\"", "\"\"", "null", "1", "[\"public-key\"]"})
    void anyOtherTypeIsMalformed(String type) {
        assertThat(malformedRegistration(knobs -> knobs.bodyMember("type", type)))
                .extracting(FieldError::name)
                .containsExactly("type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"AAAA==\"", "\"AA+A\"", "\"AA/A\"", "\"AA A\"", "\"AAA\\n\"", "\"A\"", "\"AB\"", "1", "{}"})
    void binaryIsBase64UrlWithOneSpelling(String spelling) {
        assertThat(malformedRegistration(knobs -> knobs.responseMember("attestationObject", spelling)))
                .extracting(FieldError::name)
                .containsExactly("response.attestationObject");
    }

    @Test
    void clientDataEndsAt8KibibytesAndTheAttestationObjectAt32() {
        String padding = "\"" + "x".repeat(8 * 1024) + "\"";
        byte[] long32 = new byte[32 * 1024 + 1];

        assertThat(malformedRegistration(knobs -> knobs.clientMember("padding", padding)))
                .extracting(FieldError::name)
                .containsExactly("response.clientDataJSON");
        assertThat(malformedRegistration(
                        knobs -> knobs.attestationObject(same -> long32).omit("authenticatorData")))
                .extracting(FieldError::name)
                .containsExactly("response.attestationObject");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "{}", "[1]", "[[]]", "\"usb\""})
    void transportsAreAListOfStrings(String transports) {
        assertThat(malformedRegistration(knobs -> knobs.responseMember("transports", transports)))
                .extracting(FieldError::name)
                .containsExactly("response.transports");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"a\\u0000b\"", "\"a\\nb\"", "\"\\ud800\""})
    void aNicknameIsPlainText(String nickname) {
        assertThat(malformedRegistration(knobs -> knobs.bodyMember("nickname", nickname)))
                .extracting(FieldError::name)
                .containsExactly("nickname");
    }

    @Test
    void aNicknameHasAtMost64Characters() {
        String faces = "\"" + "\uD83D\uDE00".repeat(64) + "\"";
        String tooMany = "\"" + "n".repeat(65) + "\"";

        assertThat(desk.register(knobs -> knobs.bodyMember("nickname", faces)))
                .isInstanceOf(RegistrationOutcome.Verified.class);
        assertThat(malformedRegistration(knobs -> knobs.bodyMember("nickname", tooMany)))
                .isNotEmpty();
    }

    @Test
    void severalFlawsAreToldAtOnceAndNothingThatWasSentIsRepeated() {
        List<FieldError> fields = malformedRegistration(knobs -> knobs.bodyMember("type", "\"secret-text\"")
                .responseMember("transports", "7")
                .responseMember("attestationObject", "\"secret text\""));

        assertThat(fields)
                .extracting(FieldError::name)
                .containsExactlyInAnyOrder("type", "response.transports", "response.attestationObject");
        assertThat(fields.toString()).doesNotContain("secret");
    }

    @Test
    void aMalformedAnswerSpendsNothing() {
        String options = desk.creationOptions();
        desk.finishRegistration(desk.phone.create(options, knobs -> knobs.omit("type")));

        RegistrationOutcome outcome = desk.finishRegistration(desk.phone.create(options));

        assertThat(outcome).isInstanceOf(RegistrationOutcome.Verified.class);
    }
}
