package dev.latchkey.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Everything about one answer of a {@link VirtualAuthenticator} that a test may want otherwise. Untouched knobs give what
 * a synced passkey on a phone would answer.
 */
public final class Knobs {
    boolean up = true;
    boolean uv = true;
    boolean be = true;
    boolean bs = true;
    Optional<Boolean> at = Optional.empty();
    Optional<Boolean> ed = Optional.empty();
    Optional<Long> counter = Optional.empty();
    Optional<String> origin = Optional.empty();
    Optional<String> type = Optional.empty();
    Optional<String> challenge = Optional.empty();
    Optional<String> rpId = Optional.empty();
    Optional<UUID> aaguid = Optional.empty();
    Optional<Integer> algorithm = Optional.empty();
    Optional<SoftwareKey> key = Optional.empty();
    Optional<byte[]> credentialId = Optional.empty();
    Optional<byte[]> attestedCredentialId = Optional.empty();
    Optional<byte[]> userHandle = Optional.empty();
    Optional<byte[]> extensions = Optional.empty();
    byte[] behindAuthenticatorData = {};
    String format = "none";
    Optional<Object> statement = Optional.empty();
    boolean selfAttestation;
    boolean damagedSignature;
    List<String> transports = List.of("hybrid", "internal");
    Consumer<Map<Object, Object>> cose = untouched -> {};
    UnaryOperator<byte[]> authenticatorData = UnaryOperator.identity();
    UnaryOperator<byte[]> attestationObject = UnaryOperator.identity();
    UnaryOperator<String> clientData = UnaryOperator.identity();
    UnaryOperator<byte[]> signature = UnaryOperator.identity();
    final Map<String, String> clientMembers = new LinkedHashMap<>();
    final Map<String, String> bodyMembers = new LinkedHashMap<>();
    final Map<String, String> responseMembers = new LinkedHashMap<>();
    final List<String> omitted = new ArrayList<>();

    Knobs() {}

    /** UP flag. */
    public Knobs up(boolean set) {
        up = set;
        return this;
    }

    /** UV flag. */
    public Knobs uv(boolean set) {
        uv = set;
        return this;
    }

    /** BE and BS flags. */
    public Knobs backup(boolean eligible, boolean backedUp) {
        be = eligible;
        bs = backedUp;
        return this;
    }

    /** AT flag, whatever follows. */
    public Knobs at(boolean set) {
        at = Optional.of(set);
        return this;
    }

    /** ED flag, whatever follows. */
    public Knobs ed(boolean set) {
        ed = Optional.of(set);
        return this;
    }

    /** Signature counter. */
    public Knobs counter(long value) {
        counter = Optional.of(value);
        return this;
    }

    /** {@code origin} of the client data. */
    public Knobs origin(String value) {
        origin = Optional.of(value);
        return this;
    }

    /** {@code type} of the client data. */
    public Knobs type(String value) {
        type = Optional.of(value);
        return this;
    }

    /** {@code challenge} of the client data. */
    public Knobs challenge(String value) {
        challenge = Optional.of(value);
        return this;
    }

    /** RP ID that the authenticator data is scoped to. */
    public Knobs rpId(String value) {
        rpId = Optional.of(value);
        return this;
    }

    /** AAGUID of the attested credential data. */
    public Knobs aaguid(UUID value) {
        aaguid = Optional.of(value);
        return this;
    }

    /** Algorithm of the new key, whether offered or not. */
    public Knobs algorithm(int cose) {
        algorithm = Optional.of(cose);
        return this;
    }

    /** The new key itself. */
    public Knobs key(SoftwareKey value) {
        key = Optional.of(value);
        return this;
    }

    /** Changes the members of the COSE_Key that is sent. */
    public Knobs cose(Consumer<Map<Object, Object>> change) {
        cose = change;
        return this;
    }

    /** Credential id, everywhere. */
    public Knobs credentialId(byte[] value) {
        credentialId = Optional.of(value);
        return this;
    }

    /** Credential id in the attested credential data alone. */
    public Knobs attestedCredentialId(byte[] value) {
        attestedCredentialId = Optional.of(value);
        return this;
    }

    /** User handle that is returned. */
    public Knobs userHandle(byte[] value) {
        userHandle = Optional.of(value);
        return this;
    }

    /** Extension data in the authenticator data, as CBOR; sets ED. */
    public Knobs extensions(byte[] cbor) {
        extensions = Optional.of(cbor);
        return this;
    }

    /** Bytes behind the authenticator data, signed along. */
    public Knobs behindAuthenticatorData(byte... bytes) {
        behindAuthenticatorData = bytes;
        return this;
    }

    /** Attestation statement format and statement. */
    public Knobs attestation(String fmt, Object attStmt) {
        format = fmt;
        statement = Optional.of(attStmt);
        return this;
    }

    /** Attests with the credential's own key, format {@code packed}. */
    public Knobs selfAttestation() {
        format = "packed";
        selfAttestation = true;
        return this;
    }

    /** Flips one bit of every signature. */
    public Knobs damagedSignature() {
        damagedSignature = true;
        return this;
    }

    /** Changes the signature that is sent. */
    public Knobs signature(UnaryOperator<byte[]> change) {
        signature = change;
        return this;
    }

    /** What {@code getTransports()} returns. */
    public Knobs transports(String... values) {
        transports = List.of(values);
        return this;
    }

    /** Changes the authenticator data before it is signed. */
    public Knobs authenticatorData(UnaryOperator<byte[]> change) {
        authenticatorData = change;
        return this;
    }

    /** Changes the attestation object that is sent. */
    public Knobs attestationObject(UnaryOperator<byte[]> change) {
        attestationObject = change;
        return this;
    }

    /** Changes the client data's text before it is hashed. */
    public Knobs clientData(UnaryOperator<String> change) {
        clientData = change;
        return this;
    }

    /** Adds a member, given as JSON, to the client data; also to replace {@code crossOrigin}. */
    public Knobs clientMember(String name, String json) {
        clientMembers.put(name, json);
        return this;
    }

    /** Sets a member of the body, given as JSON. */
    public Knobs bodyMember(String name, String json) {
        bodyMembers.put(name, json);
        return this;
    }

    /** Sets a member of {@code response}, given as JSON. */
    public Knobs responseMember(String name, String json) {
        responseMembers.put(name, json);
        return this;
    }

    /** Leaves members out, of the body or of {@code response}. */
    public Knobs omit(String... names) {
        omitted.addAll(List.of(names));
        return this;
    }
}
