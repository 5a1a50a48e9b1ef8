package dev.latchkey.decision.place;

import dev.latchkey.decision.place.DeviceProof.Absent;
import dev.latchkey.decision.place.DeviceProof.Proven;
import dev.latchkey.decision.place.DeviceProof.Refused;
import dev.latchkey.id.Bytes;
import dev.latchkey.secret.Digests;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the {@code Latchkey-Device} header: a compact JWS (RFC 7515) by a key that the browser keeps and cannot export,
 * in the manner of a DPoP proof (RFC 9449 §4) and bound to one ceremony, so that it is worth nothing for any other.
 *
 * <pre>
 * header   {"typ":"latchkey-device+jwt","alg":"ES256","jwk":{"kty":"EC","crv":"P-256","x":…,"y":…}}
 * payload  {"htm":"POST","htu":"https://login.example.org/v1/…/verify","iat":…,"challenge":…}
 * </pre>
 *
 * {@code challenge} is the base64url of SHA-256 over the options' {@code challenge} as it was written there. Exactly
 * these members: what we do not know we do not accept.
 */
public final class DeviceKey {
    /** The header that carries the proof. */
    public static final String HEADER = "Latchkey-Device";

    private static final String TYPE = "latchkey-device+jwt";
    private static final int LONGEST = 2048;
    private static final Duration SKEW = Duration.ofSeconds(60);

    private DeviceKey() {}

    /**
     * Reads and verifies a proof; costs one ECDSA verification when it is well-formed, and never throws.
     *
     * @param header the header's value
     * @param method the request's method
     * @param host the request's host as the relying party was found by
     * @param path the request's path
     * @param challenge the ceremony's challenge, as the client sent it back in the client data
     * @param now the present
     */
    public static DeviceProof read(
            Optional<String> header, String method, String host, String path, Bytes challenge, Instant now) {
        if (header.isEmpty()) {
            return new Absent();
        }
        String jws = header.get();
        String[] parts = jws.length() > LONGEST ? new String[0] : jws.split("\\.", -1);
        if (parts.length != 3) {
            return new Refused("malformed");
        }
        Optional<DevicePublicKey> key = json(parts[0]).flatMap(DeviceKey::key);
        Optional<Map<String, Object>> claims = json(parts[1]);
        Optional<Bytes> signature = Bytes.fromBase64Url(parts[2]);
        if (key.isEmpty() || claims.isEmpty() || signature.isEmpty()) {
            return new Refused("malformed");
        }
        Optional<String> flaw = flaw(claims.get(), method, host, path, challenge, now);
        if (flaw.isPresent()) {
            return new Refused(flaw.get());
        }
        byte[] signed = jws.substring(0, jws.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
        return key.get().verifies(signed, signature.get())
                ? new Proven(key.get().thumbprint())
                : new Refused("signature");
    }

    private static Optional<Map<String, Object>> json(String part) {
        return Bytes.fromBase64Url(part).flatMap(FlatJson::object);
    }

    /** One algorithm, and the key as it stands there; nothing that points to another one (RFC 8725 §3.1, §3.10). */
    private static Optional<DevicePublicKey> key(Map<String, Object> header) {
        boolean ours = header.keySet().equals(Set.of("typ", "alg", "jwk"))
                && TYPE.equals(header.get("typ"))
                && "ES256".equals(header.get("alg"));
        return ours ? DevicePublicKey.read(header.get("jwk")) : Optional.empty();
    }

    private static Optional<String> flaw(
            Map<String, Object> claims, String method, String host, String path, Bytes challenge, Instant now) {
        if (!claims.keySet().equals(Set.of("htm", "htu", "iat", "challenge"))) {
            return Optional.of("claims");
        }
        if (!method.equals(claims.get("htm"))) {
            return Optional.of("method");
        }
        if (!isAddress(claims.get("htu"), host, path)) {
            return Optional.of("address");
        }
        if (!(claims.get("iat") instanceof Long at)
                || Math.abs(Math.subtractExact(now.getEpochSecond(), at)) > SKEW.toSeconds()) {
            return Optional.of("time");
        }
        String expected = Digests.sha256(challenge.toBase64Url().getBytes(StandardCharsets.US_ASCII))
                .toBase64Url();
        return expected.equals(claims.get("challenge")) ? Optional.empty() : Optional.of("challenge");
    }

    /** TLS may end in front of us, so the scheme is not ours to see; without it there are desks only. */
    private static boolean isAddress(Object claimed, String host, String path) {
        int colon = host.indexOf(':');
        String name = colon < 0 ? host : host.substring(0, colon);
        boolean desk = name.equals("localhost") || name.endsWith(".localhost"); // RFC 6761 §6.3
        return ("https://" + host + path).equals(claimed) || desk && ("http://" + host + path).equals(claimed);
    }
}
