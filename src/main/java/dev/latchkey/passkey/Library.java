package dev.latchkey.passkey;

import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.statement.AttestationStatement;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.attestation.statement.PackedAttestationStatement;
import com.webauthn4j.data.client.ClientDataType;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.AuthenticationDataVerifier;
import com.webauthn4j.verifier.RegistrationDataVerifier;
import com.webauthn4j.verifier.attestation.statement.none.NoneAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.packed.PackedAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.certpath.NullCertPathTrustworthinessVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.self.DefaultSelfAttestationTrustworthinessVerifier;
import dev.latchkey.id.Bytes;
import dev.latchkey.relyingparty.RelyingParty;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * WebAuthn4J, behind a narrow door. It verifies signatures and goes over every other step once more, on values that were
 * taken apart here already: none of its parsers runs, so it sees nothing malformed, costs nothing twice and needs no
 * reflection in a native image. Whatever it throws is a refusal.
 */
final class Library {
    private static final List<PublicKeyCredentialParameters> OFFERED = Arrays.stream(Algorithm.values())
            .map(algorithm -> new PublicKeyCredentialParameters(
                    PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.create((long) algorithm.cose())))
            .toList();

    private final RegistrationDataVerifier registrations;
    private final AuthenticationDataVerifier assertions = new AuthenticationDataVerifier();

    Library() {
        this(new ObjectConverter());
    }

    /** With a converter that a test listens to: it must never be asked. */
    Library(ObjectConverter unused) {
        registrations = new RegistrationDataVerifier(
                List.of(new NoneAttestationStatementVerifier(), new PackedAttestationStatementVerifier()),
                new NullCertPathTrustworthinessVerifier(),
                new DefaultSelfAttestationTrustworthinessVerifier(),
                List.of(),
                unused);
        assertions.setMaliciousCounterValueHandler(weighedElsewhere -> {});
    }

    /** A registration, taken apart. */
    record Registration(
            Ceremony ceremony,
            RelyingParty here,
            ClientData client,
            AttestationObject object,
            AuthenticatorData data,
            CredentialKey key) {}

    /** An assertion, taken apart, and the record it is held against. */
    record Assertion(
            Ceremony ceremony,
            RelyingParty here,
            AssertionAnswer answer,
            AuthenticatorData data,
            CredentialRow row,
            CredentialKey key) {}

    /** Returns why the library refuses the registration, as a slug; empty when it accepts. */
    Optional<String> refusesRegistration(Registration registration) {
        return refuses(() -> {
            AuthenticatorData.Attested attested = registration.data().attested().orElseThrow();
            AttestedCredentialData credential = new AttestedCredentialData(
                    new AAGUID(attested.aaguid()),
                    attested.credentialId().toArray(),
                    VerifyingKey.of(registration.key()));
            com.webauthn4j.data.attestation.AttestationObject object =
                    new com.webauthn4j.data.attestation.AttestationObject(
                            new com.webauthn4j.data.attestation.authenticator.AuthenticatorData<>(
                                    registration.data().rpIdHash().toArray(),
                                    registration.data().flags(),
                                    registration.data().counter(),
                                    credential),
                            statement(registration.object()));
            registrations.verify(
                    new RegistrationData(
                            object,
                            registration.object().bytes().toArray(),
                            clientData(registration.client()),
                            registration.client().bytes().toArray(),
                            null,
                            null),
                    new RegistrationParameters(
                            server(registration.here(), registration.client()),
                            OFFERED,
                            registration.ceremony().userVerificationRequired(),
                            true));
        });
    }

    /** Returns why the library refuses the assertion, as a slug; empty when it accepts. */
    Optional<String> refusesAssertion(Assertion assertion) {
        return refuses(() -> {
            CredentialRow row = assertion.row();
            AttestedCredentialData credential = new AttestedCredentialData(
                    new AAGUID(row.aaguid()), row.id().value().toArray(), VerifyingKey.of(assertion.key()));
            CredentialRecordImpl detached = new CredentialRecordImpl(
                    null,
                    row.userVerified(),
                    row.backupEligible(),
                    row.backedUp(),
                    row.counter(),
                    credential,
                    null,
                    null,
                    null,
                    null);
            ClientData client = assertion.answer().clientData();
            assertions.verify(
                    new AuthenticationData(
                            row.id().value().toArray(),
                            row.userHandle().value().toArray(),
                            new com.webauthn4j.data.attestation.authenticator.AuthenticatorData<>(
                                    assertion.data().rpIdHash().toArray(),
                                    assertion.data().flags(),
                                    assertion.data().counter()),
                            assertion.data().bytes().toArray(),
                            clientData(client),
                            client.bytes().toArray(),
                            null,
                            assertion.answer().signature().toArray()),
                    new AuthenticationParameters(
                            server(assertion.here(), client),
                            detached,
                            null,
                            assertion.ceremony().userVerificationRequired(),
                            true));
        });
    }

    private interface Verification {
        void run() throws GeneralSecurityException;
    }

    private static Optional<String> refuses(Verification verification) {
        try {
            verification.run();
            return Optional.empty();
        } catch (RuntimeException | GeneralSecurityException refusal) {
            return Optional.of("library-" + slug(refusal.getClass().getSimpleName()));
        }
    }

    /** {@code BadSignatureException} becomes {@code bad-signature}; there are as many slugs as the library has types. */
    private static String slug(String type) {
        return type.replaceAll("Exception$", "")
                .replaceAll("([a-z])([A-Z])", "$1-$2")
                .toLowerCase(Locale.ROOT);
    }

    /** The raw origin was compared already; the library would compare a normalised one. */
    private static ServerProperty server(RelyingParty here, ClientData client) {
        return ServerProperty.builder()
                .originPredicate(comparedRaw -> true)
                .rpId(here.rpId())
                .challenge(new DefaultChallenge(client.challenge().toArray()))
                .build();
    }

    private static CollectedClientData clientData(ClientData client) {
        return new CollectedClientData(
                ClientDataType.create(client.type()),
                new DefaultChallenge(client.challenge().toArray()),
                new Origin(client.origin()),
                client.crossOrigin(),
                client.topOrigin().map(Origin::new).orElse(null),
                null);
    }

    /** Only a self attestation is worth verifying without roots; every other counts as none (security: trusted for nothing). */
    private static AttestationStatement statement(AttestationObject object) {
        if (!object.isPackedSelf()) {
            return new NoneAttestationStatement();
        }
        if (object.statement().get("alg") instanceof Long algorithm
                && object.statement().get("sig") instanceof Bytes signature) {
            return new PackedAttestationStatement(COSEAlgorithmIdentifier.create(algorithm), signature.toArray(), null);
        }
        throw new IllegalArgumentException("no self attestation");
    }
}
