package dev.latchkey.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A software authenticator and the browser before it, with real keys: answers {@code create} and {@code get} with the
 * JSON that a page would post (WebAuthn L3 §5.1, §6.3). What it answers can be changed field by field through
 * {@link Knobs}. The same seed answers the same.
 */
public final class VirtualAuthenticator {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    private static final UUID ICLOUD = UUID.fromString("fbfc3007-154e-4ecc-8c0b-6e020557d7bd");

    private final String origin;
    private final SecureRandom random;
    private final List<Credential> credentials = new ArrayList<>();

    /** One passkey it holds. */
    public record Credential(byte[] id, String rpId, byte[] userHandle, SoftwareKey key, boolean eligible) {}

    /** An authenticator whose browser is at {@code origin}, with fresh randomness. */
    public VirtualAuthenticator(String origin) {
        this(origin, new SecureRandom());
    }

    /** An authenticator whose browser is at {@code origin}, with the given randomness. */
    public VirtualAuthenticator(String origin, SecureRandom random) {
        this.origin = origin;
        this.random = random;
    }

    /** An authenticator that repeats itself. */
    public static VirtualAuthenticator seeded(String origin, long seed) {
        return new VirtualAuthenticator(origin, new SeededRandom(seed));
    }

    /** Returns the passkeys it holds, the oldest first. */
    public List<Credential> credentials() {
        return List.copyOf(credentials);
    }

    /** Forgets every passkey, as a lost phone does. */
    public void forget() {
        credentials.clear();
    }

    /** Answers {@code navigator.credentials.create()} for {@code PublicKeyCredentialCreationOptionsJSON}. */
    public String create(String options) {
        return create(options, UnaryOperator.identity());
    }

    /** As {@link #create(String)} with knobs turned. */
    public String create(String options, UnaryOperator<Knobs> turn) {
        Knobs knobs = turn.apply(new Knobs());
        JsonNode publicKey = publicKey(options);
        String rpId = publicKey.path("rp").path("id").asText();
        SoftwareKey key = knobs.key.orElseGet(() -> SoftwareKey.create(
                knobs.algorithm.orElseGet(() ->
                        publicKey.path("pubKeyCredParams").get(0).path("alg").asInt()),
                random));
        byte[] id = knobs.credentialId.orElseGet(() -> fresh(32));
        byte[] userHandle =
                Base64.getUrlDecoder().decode(publicKey.path("user").path("id").asText());
        credentials.add(new Credential(id, rpId, userHandle, key, knobs.be));

        byte[] clientData = clientData(publicKey, "webauthn.create", knobs);
        Map<Object, Object> cose = key.cose();
        knobs.cose.accept(cose);
        byte[] attestedId = knobs.attestedCredentialId.orElse(id);
        UUID aaguid = knobs.aaguid.orElse(ICLOUD);
        byte[] attested = concat(
                ByteBuffer.allocate(18)
                        .putLong(aaguid.getMostSignificantBits())
                        .putLong(aaguid.getLeastSignificantBits())
                        .putShort((short) attestedId.length)
                        .array(),
                attestedId,
                CborWriter.encode(cose));
        byte[] authenticatorData = authenticatorData(rpId, attested, knobs);
        Map<Object, Object> object = new LinkedHashMap<>();
        object.put("fmt", knobs.format);
        object.put("attStmt", statement(key, authenticatorData, clientData, knobs));
        object.put("authData", authenticatorData);

        Map<String, String> response = new LinkedHashMap<>();
        response.put("clientDataJSON", quoted(clientData));
        response.put("attestationObject", quoted(knobs.attestationObject.apply(CborWriter.encode(object))));
        response.put("authenticatorData", quoted(authenticatorData));
        response.put("publicKey", quoted(key.pair().getPublic().getEncoded()));
        response.put("publicKeyAlgorithm", String.valueOf(key.algorithm()));
        response.put(
                "transports",
                knobs.transports.stream().map(VirtualAuthenticator::quote).collect(Collectors.joining(",", "[", "]")));
        return body(id, response, "{\"credProps\":{\"rk\":true}}", knobs);
    }

    /** Answers {@code navigator.credentials.get()} for {@code PublicKeyCredentialRequestOptionsJSON}. */
    public String get(String options) {
        return get(options, UnaryOperator.identity());
    }

    /** As {@link #get(String)} with knobs turned. */
    public String get(String options, UnaryOperator<Knobs> turn) {
        Knobs knobs = turn.apply(new Knobs());
        JsonNode publicKey = publicKey(options);
        String rpId = publicKey.path("rpId").asText();
        Credential credential = choose(publicKey, rpId);
        SoftwareKey key = knobs.key.orElse(credential.key());
        byte[] id = knobs.credentialId.orElse(credential.id());
        byte[] clientData = clientData(publicKey, "webauthn.get", knobs);
        byte[] authenticatorData = authenticatorData(rpId, new byte[0], knobs);
        byte[] signature = knobs.signature.apply(signature(key, authenticatorData, clientData, knobs));

        Map<String, String> response = new LinkedHashMap<>();
        response.put("clientDataJSON", quoted(clientData));
        response.put("authenticatorData", quoted(authenticatorData));
        response.put("signature", quoted(signature));
        response.put("userHandle", quoted(knobs.userHandle.orElse(credential.userHandle())));
        return body(id, response, "{}", knobs);
    }

    private Credential choose(JsonNode publicKey, String rpId) {
        List<String> allowed = new ArrayList<>();
        publicKey
                .path("allowCredentials")
                .forEach(one -> allowed.add(one.path("id").asText()));
        return credentials.reversed().stream()
                .filter(credential -> credential.rpId().equals(rpId))
                .filter(credential -> allowed.isEmpty() || allowed.contains(BASE64URL.encodeToString(credential.id())))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("NotAllowedError: no passkey for " + rpId));
    }

    private byte[] clientData(JsonNode publicKey, String type, Knobs knobs) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("type", quote(knobs.type.orElse(type)));
        members.put(
                "challenge",
                quote(knobs.challenge.orElse(publicKey.path("challenge").asText())));
        members.put("origin", quote(knobs.origin.orElse(origin)));
        members.put("crossOrigin", "false");
        members.putAll(knobs.clientMembers);
        members.keySet().removeIf(name -> knobs.omitted.contains("clientData." + name));
        return knobs.clientData.apply(object(members)).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] authenticatorData(String rpId, byte[] attested, Knobs knobs) {
        int flags = (knobs.up ? 1 : 0)
                | (knobs.uv ? 1 << 2 : 0)
                | (knobs.be ? 1 << 3 : 0)
                | (knobs.bs ? 1 << 4 : 0)
                | (knobs.at.orElse(attested.length > 0) ? 1 << 6 : 0)
                | (knobs.ed.orElse(knobs.extensions.isPresent()) ? 1 << 7 : 0);
        return knobs.authenticatorData.apply(concat(
                sha256(knobs.rpId.orElse(rpId).getBytes(StandardCharsets.UTF_8)),
                new byte[] {(byte) flags},
                ByteBuffer.allocate(4)
                        .putInt(knobs.counter.orElse(0L).intValue())
                        .array(),
                attested,
                knobs.extensions.orElse(new byte[0]),
                knobs.behindAuthenticatorData));
    }

    private Object statement(SoftwareKey key, byte[] authenticatorData, byte[] clientData, Knobs knobs) {
        if (!knobs.selfAttestation) {
            return knobs.statement.orElse(Map.of());
        }
        Map<Object, Object> statement = new LinkedHashMap<>();
        statement.put("alg", key.algorithm());
        statement.put("sig", signature(key, authenticatorData, clientData, knobs));
        return statement;
    }

    private byte[] signature(SoftwareKey key, byte[] authenticatorData, byte[] clientData, Knobs knobs) {
        byte[] signature = key.sign(concat(authenticatorData, sha256(clientData)), random);
        if (knobs.damagedSignature) {
            signature[signature.length - 1] ^= 1;
        }
        return signature;
    }

    private static String body(byte[] id, Map<String, String> response, String extensions, Knobs knobs) {
        response.putAll(knobs.responseMembers);
        response.keySet().removeIf(knobs.omitted::contains);
        Map<String, String> body = new LinkedHashMap<>();
        body.put("id", quoted(id));
        body.put("rawId", quoted(id));
        body.put("type", quote("public-key"));
        body.put("authenticatorAttachment", quote("platform"));
        body.put("clientExtensionResults", extensions);
        body.put("response", object(response));
        body.putAll(knobs.bodyMembers);
        body.keySet().removeIf(knobs.omitted::contains);
        return object(body);
    }

    private static JsonNode publicKey(String options) {
        try {
            JsonNode read = JSON.readTree(options);
            return read.has("publicKey") ? read.get("publicKey") : read;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no options", e);
        }
    }

    private static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> quote(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(byte[] bytes) {
        return quote(BASE64URL.encodeToString(bytes));
    }

    private static String quote(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private byte[] fresh(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
