package dev.latchkey.passkey;

import static dev.latchkey.passkey.Desk.json;
import static dev.latchkey.passkey.Desk.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.CredentialId;
import dev.latchkey.relyingparty.RelyingParty.UserVerification;
import dev.latchkey.testing.CborWriter;
import dev.latchkey.testing.Knobs;
import dev.latchkey.testing.SoftwareKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** WebAuthn L3 §7.2, step by step: each refusal is one field away from an answer that is accepted. */
class AuthenticationStepsTest {
    private final Desk desk = new Desk();
    private NewPasskey passkey;

    @BeforeEach
    void enrol() {
        passkey = desk.enrolled(knobs -> knobs.counter(5));
    }

    private VerifiedAssertion accepted(UnaryOperator<Knobs> turn) {
        return accepted(desk.assertion(turn));
    }

    private static VerifiedAssertion accepted(AssertionOutcome outcome) {
        assertThat(outcome).isInstanceOf(AssertionOutcome.Verified.class);
        return ((AssertionOutcome.Verified) outcome).assertion();
    }

    private void refused(String reason, UnaryOperator<Knobs> turn) {
        assertThat(reason(desk.assertion(turn))).isEqualTo(reason);
    }

    private CredentialRow with(CredentialRow row, AccountId account, boolean suspended, boolean eligible) {
        return new CredentialRow(
                row.relyingParty(),
                row.id(),
                account,
                row.userHandle(),
                row.publicKey(),
                row.counter(),
                row.aaguid(),
                eligible,
                row.backedUp(),
                row.userVerified(),
                row.createdAt(),
                suspended,
                row.accepted(),
                Optional.empty());
    }

    @Test
    void anUntouchedAnswerIsAcceptedForItsOwner() {
        VerifiedAssertion verified = accepted(knobs -> knobs);

        assertThat(verified.account()).isEqualTo(desk.account);
        assertThat(verified.userHandle()).isEqualTo(desk.handle);
        assertThat(verified.credential()).isEqualTo(passkey.id());
        assertThat(verified.accepted()).containsExactly(passkey.id());
        assertThat(verified.at()).isEqualTo(desk.clock.instant());
    }

    @Nested
    class Step05_OnlyWhatWasAllowedMayAnswer {
        @Test
        void anotherPasskeyOfTheSameAccountIsRefused() {
            NewPasskey other = desk.enrolled();
            String options = json(desk.authentication.begin(desk.stepUp(desk.account, List.of(passkey.id()))));

            AssertionOutcome outcome = desk.finishAssertion(desk.phone.get(
                    options.replace(passkey.id().toString(), other.id().toString())));

            assertThat(reason(outcome)).isEqualTo("credential-not-allowed");
        }

        @Test
        void theOneThatWasAllowedIsAccepted() {
            desk.enrolled();
            String options = json(desk.authentication.begin(desk.stepUp(desk.account, List.of(passkey.id()))));

            VerifiedAssertion verified = accepted(desk.finishAssertion(desk.phone.get(options)));

            assertThat(verified.credential()).isEqualTo(passkey.id());
        }
    }

    @Nested
    class Step06_TheUserOwnsTheCredential {
        @Test
        void anotherUserHandleIsRefused() {
            refused("user-handle-mismatch", knobs -> knobs.userHandle(new byte[64]));
        }

        @Test
        void aShorterUserHandleIsRefused() {
            refused(
                    "user-handle-mismatch",
                    knobs -> knobs.userHandle(Arrays.copyOf(desk.handle.value().toArray(), 63)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"null", "\"\""})
        void anEmptyUserHandleIsRefusedWhereNobodyIsNamed(String none) {
            refused("user-handle-missing", knobs -> knobs.responseMember("userHandle", none));
        }

        @Test
        void anAbsentUserHandleIsRefusedWhereNobodyIsNamed() {
            refused("user-handle-missing", knobs -> knobs.omit("userHandle"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"null", "\"\""})
        void anEmptyUserHandleIsAcceptedWhereTheSealNamesTheOwner(String none) {
            String options = json(desk.authentication.begin(desk.stepUp(desk.account, List.of())));

            AssertionOutcome outcome =
                    desk.finishAssertion(desk.phone.get(options, knobs -> knobs.responseMember("userHandle", none)));

            assertThat(accepted(outcome).account()).isEqualTo(desk.account);
        }

        @Test
        void aCredentialOfAnotherAccountCannotStepUpThisOne() {
            AccountId other = AccountId.create(desk.clock.instant(), desk.random);
            String options = json(desk.authentication.begin(desk.stepUp(other, List.of())));

            AssertionOutcome outcome = desk.finishAssertion(desk.phone.get(options));

            assertThat(reason(outcome)).isEqualTo("owner-mismatch");
        }

        @Test
        void anUnknownCredentialIsSaidToBeUnknown() {
            AssertionOutcome outcome = desk.assertion(knobs -> knobs.credentialId(new byte[32]));

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            AssertionOutcome.UnknownCredential.class,
                            unknown -> assertThat(unknown.credential().value().length())
                                    .isEqualTo(32));
        }

        @Test
        void aSuspendedCredentialIsRefused() {
            desk.rows.change(passkey.id(), row -> with(row, row.account(), true, row.backupEligible()));

            refused("credential-suspended", knobs -> knobs);
        }

        @Test
        void theAccountOfTheCredentialIsToldToTheJournal() {
            AssertionOutcome outcome = desk.assertion(Knobs::damagedSignature);

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            AssertionOutcome.Refused.class,
                            refused -> assertThat(refused.account()).contains(desk.account));
        }
    }

    @Nested
    class Step10_TheTypeIsGet {
        @ParameterizedTest
        @ValueSource(strings = {"webauthn.create", "webauthn.GET", "payment.get", ""})
        void anyOtherTypeIsRefused(String type) {
            refused("client-data-type", knobs -> knobs.type(type));
        }
    }

    @Nested
    class Step11_TheChallengeIsOurs {
        @Test
        void aChallengeWithOneBitChangedIsExpired() {
            AssertionOutcome outcome = desk.assertion(knobs -> knobs.clientData(text -> {
                int at = text.indexOf("challenge\":\"") + 40;
                char other = text.charAt(at) == 'A' ? 'B' : 'A';
                return text.substring(0, at) + other + text.substring(at + 1);
            }));

            assertThat(outcome).isEqualTo(new AssertionOutcome.Expired());
        }

        @Test
        void anAnswerToAnotherChallengeIsNotSignedForThisOne() {
            String other = desk.requestOptions();
            String body = desk.phone.get(desk.requestOptions());
            String foreign = desk.phone.get(other);
            String mixed = body.replaceFirst(
                    "\"clientDataJSON\":\"[^\"]*\"", foreign.replaceFirst(".*(\"clientDataJSON\":\"[^\"]*\").*", "$1"));

            assertThat(reason(desk.finishAssertion(mixed))).isEqualTo("library-bad-signature");
        }
    }

    @Nested
    class Step12_TheOriginIsExpected {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://login.shop.example/",
                    "https://login.shop.example:443",
                    "https://LOGIN.shop.example",
                    "http://login.shop.example",
                    "https://shop.example",
                    "https://evil.test"
                })
        void whatLooksAlikeIsRefused(String origin) {
            refused("origin", knobs -> knobs.origin(origin));
        }
    }

    @Nested
    class Step13_NobodyFramesIt {
        @Test
        void crossOriginIsRefused() {
            refused("cross-origin", knobs -> knobs.clientMember("crossOrigin", "true"));
        }

        @Test
        void aTopOriginIsRefused() {
            refused("cross-origin", knobs -> knobs.clientMember("topOrigin", "\"https://login.shop.example\""));
        }
    }

    @Nested
    class Step14_TheRpIdIsOurs {
        @Test
        void anotherRpIdIsRefused() {
            refused("rp-id-hash", knobs -> knobs.rpId("login.shop.example"));
        }
    }

    @Nested
    class Step15_16_TheUserIsPresentAndVerified {
        @Test
        void withoutPresenceItIsRefused() {
            refused("user-not-present", knobs -> knobs.up(false));
        }

        @Test
        void withoutVerificationItIsRefused() {
            refused("user-not-verified", knobs -> knobs.uv(false));
        }

        @Test
        void whereItIsOnlyPreferredItIsAcceptedAndSaidSo() {
            Desk lenient = new Desk(8, UserVerification.PREFERRED);
            lenient.enrolled();

            AssertionOutcome outcome = lenient.assertion(knobs -> knobs.uv(false));

            assertThat(accepted(outcome).userVerified()).isFalse();
        }

        @Test
        void aStepUpAsksForItEvenWhereItIsOnlyPreferred() {
            Desk lenient = new Desk(9, UserVerification.PREFERRED);
            lenient.enrolled();
            String options = json(lenient.authentication.begin(lenient.stepUp(lenient.account, List.of())));

            AssertionOutcome outcome = lenient.finishAssertion(lenient.phone.get(options, knobs -> knobs.uv(false)));

            assertThat(reason(outcome)).isEqualTo("user-not-verified");
        }
    }

    @Nested
    class Step17_18_BackupFlagsMakeSense {
        @Test
        void backedUpWithoutEligibleIsRefused() {
            refused("backup-state", knobs -> knobs.backup(false, true));
        }

        @Test
        void eligibilityThatWentAwayIsRefused() {
            refused("backup-eligibility-changed", knobs -> knobs.backup(false, false));
        }

        @Test
        void eligibilityThatAppearedIsRefused() {
            desk.rows.change(passkey.id(), row -> with(row, row.account(), false, false));

            refused("backup-eligibility-changed", knobs -> knobs);
        }

        @Test
        void aChangedBackupStateIsAcceptedAndReported() {
            VerifiedAssertion verified = accepted(knobs -> knobs.backup(true, false));

            assertThat(verified.backedUp()).isFalse();
            assertThat(verified.backupChanged()).isTrue();
        }
    }

    @Nested
    class Step19_ExtensionOutputsAreDropped {
        @Test
        void whatNobodyAskedForIsDropped() {
            accepted(knobs -> knobs.extensions(CborWriter.encode(Map.of("uvm", List.of()))));
        }

        @Test
        void aFlagWithoutExtensionsIsRefused() {
            refused("authenticator-data", knobs -> knobs.ed(true));
        }

        @Test
        void attestedDataHasNoPlaceInAnAssertion() {
            refused("authenticator-data", knobs -> knobs.at(true));
        }

        @Test
        void bytesBehindTheAuthenticatorDataAreRefused() {
            refused("authenticator-data", knobs -> knobs.behindAuthenticatorData((byte) 0));
        }
    }

    @Nested
    class Step20_21_TheSignatureFits {
        @Test
        void aDamagedSignatureIsRefused() {
            refused("library-bad-signature", Knobs::damagedSignature);
        }

        @Test
        void anEmptySignatureIsRefused() {
            refused("library-bad-signature", knobs -> knobs.signature(same -> new byte[0]));
        }

        @Test
        void theSignatureOfAnotherKeyIsRefused() {
            refused("library-bad-signature", knobs -> knobs.key(SoftwareKey.create(-7, desk.random)));
        }

        @Test
        void zeroesAsSignatureAreRefused() {
            refused("library-bad-signature", knobs -> knobs.signature(same -> new byte[] {0x30, 6, 2, 1, 0, 2, 1, 0}));
        }

        @ParameterizedTest
        @ValueSource(ints = {-7, -8, -35, -36, -257})
        void eachAlgorithmIsVerified(int algorithm) {
            Desk other = new Desk(algorithm);
            other.enrolled(knobs -> knobs.algorithm(algorithm));

            assertThat(other.assertion(knobs -> knobs)).isInstanceOf(AssertionOutcome.Verified.class);
            assertThat(reason(other.assertion(Knobs::damagedSignature))).isEqualTo("library-bad-signature");
        }
    }

    @Nested
    class Step22_TheCounterIsAReading {
        @ParameterizedTest
        @CsvSource({"6,true", "4294967295,true", "5,false", "4,false", "0,false"})
        void itIsReportedAndNeverRefused(long counter, boolean grew) {
            VerifiedAssertion verified = accepted(knobs -> knobs.counter(counter));

            assertThat(verified.counterBefore()).isEqualTo(5);
            assertThat(verified.counterAfter()).isEqualTo(counter);
            assertThat(verified.counterGrew()).isEqualTo(grew);
        }

        @Test
        void twoZeroesAreFine() {
            Desk synced = new Desk(10);
            synced.enrolled();

            assertThat(accepted(synced.assertion(knobs -> knobs)).counterGrew()).isTrue();
        }
    }

    @Nested
    class Step24_NothingIsWrittenBeforeTheDecision {
        @Test
        void theRowStaysAsItWas() {
            CredentialRow before = desk.rows.credentials.get(passkey.id());

            accepted(knobs -> knobs.counter(99).backup(true, false));

            assertThat(desk.rows.credentials.get(passkey.id())).isEqualTo(before);
            assertThat(desk.rows.credentials)
                    .containsOnlyKeys(new CredentialId(passkey.id().value()));
        }
    }

    @Test
    void attachmentIsToldWhereItIsKnown() {
        assertThat(accepted(knobs -> knobs).attachment()).contains("platform");
        assertThat(accepted(knobs -> knobs.bodyMember("authenticatorAttachment", "\"implant\""))
                        .attachment())
                .isEqualTo(Optional.empty());
    }
}
