package dev.latchkey.passkey;

import static dev.latchkey.passkey.Desk.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.id.Bytes;
import dev.latchkey.relyingparty.RelyingParty.UserVerification;
import dev.latchkey.testing.CborWriter;
import dev.latchkey.testing.Knobs;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** WebAuthn L3 §7.1, step by step: each refusal is one field away from an answer that is accepted. */
class RegistrationStepsTest {
    private final Desk desk = new Desk();

    private void accepted(UnaryOperator<Knobs> turn) {
        assertThat(desk.register(turn)).isInstanceOf(RegistrationOutcome.Verified.class);
    }

    private void refused(String reason, UnaryOperator<Knobs> turn) {
        assertThat(reason(desk.register(turn))).isEqualTo(reason);
    }

    @Test
    void anUntouchedAnswerIsAccepted() {
        accepted(knobs -> knobs);
    }

    @Nested
    class Step03_04_TheAnswerIsARegistration {
        @Test
        void anAssertionIsNotARegistration() {
            desk.enrolled();

            RegistrationOutcome outcome = desk.finishRegistration(desk.phone.get(desk.requestOptions()));

            assertThat(outcome).isInstanceOf(RegistrationOutcome.Malformed.class);
        }
    }

    @Nested
    class Step05_06_TheClientDataIsUtf8AndJson {
        @Test
        void otherEncodingsAndOtherJsonAreMalformed() {
            for (String text : List.of("", "[]", "{}", "\uFEFF{}", "{\"type\":\"webauthn.create\"}")) {
                assertThat(desk.register(knobs -> knobs.clientData(same -> text)))
                        .isInstanceOf(RegistrationOutcome.Malformed.class);
            }
        }

        @Test
        void aDoubledMemberIsMalformed() {
            RegistrationOutcome outcome = desk.register(knobs ->
                    knobs.clientData(text -> text.replace("{\"type\"", "{\"type\":\"webauthn.create\",\"type\"")));

            assertThat(outcome).isInstanceOf(RegistrationOutcome.Malformed.class);
        }

        @Test
        void membersOfTheFutureAndTokenBindingAreDropped() {
            accepted(knobs -> knobs.clientMember("other_keys_can_be_added_here", "{\"a\":[1,2.5,null]}")
                    .clientMember("tokenBinding", "{\"status\":\"present\",\"id\":\"AAAA\"}"));
        }
    }

    @Nested
    class Step07_TheTypeIsCreate {
        @ParameterizedTest
        @ValueSource(strings = {"webauthn.get", "webauthn.Create", "payment.get", ""})
        void anyOtherTypeIsRefused(String type) {
            refused("client-data-type", knobs -> knobs.type(type));
        }
    }

    @Nested
    class Step08_TheChallengeIsOurs {
        @Test
        void aForeignChallengeIsExpired() {
            assertThat(desk.register(knobs -> knobs.challenge("c29tZSBvdGhlciBjaGFsbGVuZ2UgYWx0b2dldGhlcg")))
                    .isEqualTo(new RegistrationOutcome.Expired());
        }

        @Test
        void paddingMakesItAnotherText() {
            assertThat(desk.register(knobs -> knobs.clientData(text -> text.replace("\",\"origin", "==\",\"origin"))))
                    .isInstanceOf(RegistrationOutcome.Malformed.class);
        }
    }

    @Nested
    class Step09_TheOriginIsExpected {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://login.shop.example/",
                    "https://login.shop.example:443",
                    "https://LOGIN.shop.example",
                    "HTTPS://login.shop.example",
                    "https://login.shop.example/path",
                    "https://login.shop.example?",
                    "https://user@login.shop.example",
                    "https://login.shop.example.",
                    " https://login.shop.example",
                    "http://login.shop.example",
                    "https://shop.example",
                    "https://evil.login.shop.example",
                    "https://login.shop.example.evil.test",
                    "https://login.shop.example\u0000",
                    "null",
                    "",
                    "android:apk-key-hash:Qk9HVVM="
                })
        void whatLooksAlikeIsRefused(String origin) {
            refused("origin", knobs -> knobs.origin(origin.replace("\u0000", "\\u0000")));
        }

        @Test
        void aListedAppIsAccepted() {
            accepted(knobs -> knobs.origin("android:apk-key-hash:Qk9HVVM"));
        }
    }

    @Nested
    class Step10_NobodyFramesIt {
        @Test
        void crossOriginIsRefused() {
            refused("cross-origin", knobs -> knobs.clientMember("crossOrigin", "true"));
        }

        @Test
        void aTopOriginIsRefusedWhateverCrossOriginSays() {
            refused("cross-origin", knobs -> knobs.clientMember("topOrigin", "\"https://login.shop.example\""));
        }

        @Test
        void crossOriginMayBeAbsentAsOldBrowsersHaveIt() {
            accepted(knobs -> knobs.omit("clientData.crossOrigin"));
        }

        @Test
        void crossOriginOfAnotherTypeIsMalformed() {
            assertThat(desk.register(knobs -> knobs.clientMember("crossOrigin", "\"false\"")))
                    .isInstanceOf(RegistrationOutcome.Malformed.class);
        }
    }

    @Nested
    class Step12_TheAttestationObjectIsCbor {
        @Test
        void oneByteTooManyIsRefused() {
            refused(
                    "attestation-object",
                    knobs -> knobs.attestationObject(bytes -> Arrays.copyOf(bytes, bytes.length + 1)));
        }

        @Test
        void oneByteTooFewIsRefused() {
            refused(
                    "attestation-object",
                    knobs -> knobs.attestationObject(bytes -> Arrays.copyOf(bytes, bytes.length - 1)));
        }

        @Test
        void bytesBehindTheAuthenticatorDataAreRefused() {
            refused("authenticator-data", knobs -> knobs.behindAuthenticatorData((byte) 0));
        }
    }

    @Nested
    class Step13_TheRpIdIsOurs {
        @ParameterizedTest
        @ValueSource(strings = {"login.shop.example", "SHOP.example", "example", "evil.test"})
        void anotherRpIdIsRefused(String rpId) {
            refused("rp-id-hash", knobs -> knobs.rpId(rpId));
        }
    }

    @Nested
    class Step14_TheUserIsPresent {
        @Test
        void withoutPresenceItIsRefused() {
            refused("user-not-present", knobs -> knobs.up(false));
        }
    }

    @Nested
    class Step15_TheUserIsVerifiedWhereAsked {
        @Test
        void withoutVerificationItIsRefused() {
            refused("user-not-verified", knobs -> knobs.uv(false));
        }

        @Test
        void whereItIsOnlyPreferredItIsAcceptedAndSaidSo() {
            Desk lenient = new Desk(7, UserVerification.PREFERRED);

            RegistrationOutcome outcome = lenient.register(knobs -> knobs.uv(false));

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            RegistrationOutcome.Verified.class,
                            verified -> assertThat(verified.passkey().userVerified())
                                    .isFalse());
        }
    }

    @Nested
    class Step16_18_BackupFlagsMakeSense {
        @Test
        void backedUpWithoutEligibleIsRefused() {
            refused("backup-state", knobs -> knobs.backup(false, true));
        }

        @ParameterizedTest
        @CsvSource({"false,false", "true,false", "true,true"})
        void everyOtherPairIsKept(boolean eligible, boolean backedUp) {
            NewPasskey passkey = desk.enrolled(knobs -> knobs.backup(eligible, backedUp));

            assertThat(List.of(passkey.backupEligible(), passkey.backedUp())).containsExactly(eligible, backedUp);
        }
    }

    @Nested
    class Step19_TheAlgorithmWasOffered {
        @ParameterizedTest
        @ValueSource(ints = {-7, -8, -35, -36, -257})
        void eachOfferedAlgorithmIsAccepted(int algorithm) {
            assertThat(desk.enrolled(knobs -> knobs.algorithm(algorithm)).algorithm())
                    .isEqualTo(algorithm);
        }

        @ParameterizedTest
        @ValueSource(ints = {-37, -38, -39, -47, -53, -258, -65535, -9, 7, 0})
        void anyOtherIsRefused(int algorithm) {
            refused("key-algorithm", knobs -> knobs.cose(key -> key.put(3, algorithm)));
        }
    }

    @Nested
    class Step20_ExtensionOutputsAreDropped {
        @Test
        void whatNobodyAskedForIsDropped() {
            accepted(knobs -> knobs.extensions(CborWriter.encode(Map.of("credProtect", 2)))
                    .bodyMember("clientExtensionResults", "{\"credProps\":{\"rk\":true},\"appid\":false,\"prf\":{}}"));
        }

        @Test
        void aFlagWithoutExtensionsIsRefused() {
            refused("authenticator-data", knobs -> knobs.ed(true));
        }

        @Test
        void extensionsWithoutTheFlagAreRefused() {
            refused(
                    "authenticator-data",
                    knobs -> knobs.extensions(CborWriter.encode(Map.of("credProtect", 2)))
                            .ed(false));
        }

        @Test
        void aPasskeyThatIsNotDiscoverableIsRefused() {
            refused(
                    "not-discoverable",
                    knobs -> knobs.bodyMember("clientExtensionResults", "{\"credProps\":{\"rk\":false}}"));
        }

        @Test
        void aBrowserThatDoesNotSayIsBelieved() {
            accepted(knobs -> knobs.omit("clientExtensionResults"));
        }
    }

    @Nested
    class Step21_24_AttestationIsTrustedForNothing {
        @Test
        void noneWithAStatementIsRefused() {
            refused("attestation-format", knobs -> knobs.attestation("none", Map.of("alg", -7)));
        }

        @Test
        void anUnknownFormatIsRefused() {
            refused("attestation-format", knobs -> knobs.attestation("None", Map.of()));
        }

        @ParameterizedTest
        @ValueSource(ints = {-7, -8, -35, -36, -257})
        void selfAttestationIsVerifiedAndAccepted(int algorithm) {
            accepted(knobs -> knobs.algorithm(algorithm).selfAttestation());
        }

        @Test
        void aDamagedSelfAttestationIsRefused() {
            refused("library-bad-signature", knobs -> knobs.selfAttestation().damagedSignature());
        }

        @Test
        void aSelfAttestationWithoutItsMembersIsRefused() {
            refused("library-illegal-argument", knobs -> knobs.attestation("packed", Map.of("alg", -7)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"packed", "fido-u2f", "android-key", "tpm", "apple", "android-safetynet"})
        void anyOtherFormatIsToleratedWhateverItHolds(String format) {
            accepted(knobs -> knobs.attestation(format, Map.of("x5c", List.of(new byte[] {0x30}))));
        }
    }

    @Nested
    class Step25_TheCredentialIdHasALength {
        @ParameterizedTest
        @ValueSource(ints = {16, 32, 64, 1023})
        void from16To1023BytesAreAccepted(int length) {
            accepted(knobs -> knobs.credentialId(new byte[length]));
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 15, 1024})
        void anyOtherLengthIsMalformed(int length) {
            assertThat(desk.register(knobs -> knobs.credentialId(new byte[length])))
                    .isInstanceOf(RegistrationOutcome.Malformed.class);
        }

        @Test
        void theAttestedIdMustBeTheIdOfTheAnswer() {
            refused("credential-id", knobs -> knobs.attestedCredentialId(new byte[32]));
        }

        @Test
        void withoutAttestedDataItIsRefused() {
            refused("authenticator-data", knobs -> knobs.at(false));
            refused(
                    "attested-data",
                    knobs -> knobs.authenticatorData(data -> {
                        byte[] head = Arrays.copyOf(data, 37);
                        head[32] &= ~(1 << 6);
                        return head;
                    }));
        }
    }

    @Nested
    class Step26_TheCredentialIdIsNew {
        @Test
        void aKnownIdIsAlreadyRegisteredWhoeverHasIt() {
            NewPasskey first = desk.enrolled();

            RegistrationOutcome outcome =
                    desk.register(knobs -> knobs.credentialId(first.id().value().toArray()));

            assertThat(outcome).isInstanceOf(RegistrationOutcome.AlreadyRegistered.class);
        }
    }

    @Nested
    class Step27_TheRecordIsComplete {
        @Test
        void itHoldsWhatWasVerifiedAndOurOwnEncodingOfTheKey() {
            RegistrationOutcome outcome = desk.register(knobs -> knobs.counter(3_000_000_000L)
                    .aaguid(UUID.fromString("bada5566-a7aa-401f-bd96-45619a55120d"))
                    .transports("usb", "nfc", "usb", "NOT ONE", "smart-card")
                    .bodyMember("nickname", "\" My key \""));

            assertThat(outcome).isInstanceOfSatisfying(RegistrationOutcome.Verified.class, verified -> {
                NewPasskey passkey = verified.passkey();
                assertThat(passkey.userHandle()).isEqualTo(desk.handle);
                assertThat(passkey.counter()).isEqualTo(3_000_000_000L);
                assertThat(passkey.provider()).contains("1Password");
                assertThat(passkey.transports()).containsExactly("nfc", "smart-card", "usb");
                assertThat(passkey.attachment()).contains("platform");
                assertThat(passkey.discoverable()).contains(true);
                assertThat(passkey.createdAt()).isEqualTo(desk.clock.instant());
                assertThat(passkey.publicKey())
                        .isEqualTo(Bytes.of(CborWriter.encode(
                                desk.phone.credentials().getFirst().key().cose())));
                assertThat(verified.nickname()).contains("My key");
                assertThat(verified.ceremony().account()).isEqualTo(Optional.of(desk.account));
            });
        }

        @Test
        void theBrowsersCopiesMayBeAbsentButMustAgree() {
            accepted(
                    knobs -> knobs.omit("authenticatorData", "publicKey", "publicKeyAlgorithm", "transports", "rawId"));
            refused("copies-disagree", knobs -> knobs.responseMember("publicKeyAlgorithm", "-8"));
            refused("copies-disagree", knobs -> knobs.responseMember("publicKey", "\"AAAA\""));
            refused("copies-disagree", knobs -> knobs.responseMember("authenticatorData", "\"AAAA\""));
        }
    }
}
