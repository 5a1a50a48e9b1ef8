package dev.latchkey.passkey;

import static dev.latchkey.passkey.Desk.json;
import static dev.latchkey.passkey.Desk.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.id.AccountId;
import dev.latchkey.id.Bytes;
import dev.latchkey.id.UserHandle;
import dev.latchkey.testing.VirtualAuthenticator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Flaws that peers have published, each as a regression of ours. */
class PeerFlawsTest {
    private final Desk desk = new Desk();

    /** Yubico YSA-2026-02: an assertion by another user's credential was accepted. */
    @Test
    void anotherUsersCredentialDoesNotAnswerForANamedAccount() {
        desk.enrolled();
        AccountId victim = AccountId.create(desk.clock.instant(), desk.random);
        String options = json(desk.authentication.begin(desk.stepUp(victim, List.of())));

        AssertionOutcome withHandle = desk.finishAssertion(desk.phone.get(options));
        AssertionOutcome withoutHandle = desk.finishAssertion(desk.phone.get(
                json(desk.authentication.begin(desk.stepUp(victim, List.of()))), knobs -> knobs.omit("userHandle")));

        assertThat(reason(withHandle)).isEqualTo("owner-mismatch");
        assertThat(reason(withoutHandle)).isEqualTo("owner-mismatch");
    }

    /** The same, by a lying user handle: the attacker's credential with the victim's handle. */
    @Test
    void aVictimsHandleWithTheAttackersCredentialIsRefused() {
        desk.enrolled();
        UserHandle victim = UserHandle.create(desk.random);

        AssertionOutcome outcome =
                desk.assertion(knobs -> knobs.userHandle(victim.value().toArray()));

        assertThat(reason(outcome)).isEqualTo("user-handle-mismatch");
    }

    /** SimpleWebAuthn GHSA-6hxq-p678-4hr2: a self-signed "root" inside x5c was trusted. */
    @Test
    void aCertificateInTheStatementGivesNoTrustAtAll() {
        NewPasskey bare = desk.enrolled();
        NewPasskey dressed = desk.enrolled(knobs ->
                knobs.attestation("packed", Map.of("alg", -7, "sig", new byte[70], "x5c", List.of(new byte[9]))));

        assertThat(dressed.aaguid()).isEqualTo(bare.aaguid());
        assertThat(dressed.provider()).isEqualTo(bare.provider());
        assertThat(NewPasskey.class.getRecordComponents())
                .extracting(component -> component.getName())
                .noneMatch(name -> name.contains("attest") || name.contains("trust"));
    }

    /** keycloak#48388: the AAGUID was believed from attestation none; here it gives a display name and decides nothing. */
    @Test
    void anInventedAaguidChangesTheNameAndNothingElse() {
        NewPasskey known =
                desk.enrolled(knobs -> knobs.aaguid(UUID.fromString("ee882879-721c-4913-9775-3dfcce97072a")));
        NewPasskey unknown = desk.enrolled(knobs -> knobs.aaguid(new UUID(1, 2)));

        assertThat(known.provider()).contains("YubiKey 5");
        assertThat(unknown.provider()).isEmpty();
        assertThat(known.backupEligible()).isEqualTo(unknown.backupEligible());
    }

    /** Quarkus' extension kept the challenge in a cookie and accepted it again. */
    @Test
    void oneAnswerIsGoodOnce() {
        desk.enrolled();
        String body = desk.phone.get(desk.requestOptions());

        assertThat(desk.finishAssertion(body)).isInstanceOf(AssertionOutcome.Verified.class);
        assertThat(desk.finishAssertion(body)).isEqualTo(new AssertionOutcome.Expired());
    }

    /** vertx-auth#764: a random user handle per registration. */
    @Test
    void everyRegistrationOfAnAccountCarriesItsOneHandle() {
        desk.enrolled();
        desk.enrolled();

        assertThat(desk.phone.credentials())
                .extracting(VirtualAuthenticator.Credential::userHandle)
                .allMatch(handle -> Bytes.of(handle).equals(desk.handle.value()));
    }

    /** keycloakify#1050: residentKey was dropped silently. */
    @Test
    void optionsAskForADiscoverableCredentialInBothSpellings() {
        assertThat(desk.creationOptions()).contains("\"residentKey\":\"required\",\"requireResidentKey\":true");
    }

    /** webauthn4j writes the new counter into the record it is lent; ours is a copy. */
    @Test
    void verifyingChangesNothingThatIsStored() {
        NewPasskey passkey = desk.enrolled();
        CredentialRow before = desk.rows.credentials.get(passkey.id());

        desk.assertion(knobs -> knobs.counter(1_000));

        assertThat(desk.rows.credentials.get(passkey.id())).isSameAs(before);
    }

    /** Half a dozen libraries: an algorithm that was never offered. */
    @Test
    void anAlgorithmThatWasNotOfferedIsRefusedAtRegistration() {
        assertThat(reason(desk.register(knobs -> knobs.cose(key -> key.put(3, -65535)))))
                .isEqualTo("key-algorithm");
        assertThat(desk.register(knobs -> knobs)).isInstanceOf(RegistrationOutcome.Verified.class);
    }
}
