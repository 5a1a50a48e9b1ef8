package dev.latchkey.decision.place;

import dev.latchkey.id.Bytes;
import dev.latchkey.secret.Digests;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The public key in a device's proof: a JWK (RFC 7517) on P-256 with exactly the members that such a key has.
 *
 * @param x its point's x, 32 bytes
 * @param y its point's y, 32 bytes
 */
record DevicePublicKey(Bytes x, Bytes y) {
    private static final int LENGTH = 32;
    private static final int SIGNATURE_LENGTH = 64;
    private static final ECParameterSpec P256 = p256();

    /** Reads a JWK; empty unless it is a point on P-256 and nothing else, the private half included. */
    static Optional<DevicePublicKey> read(Object jwk) {
        if (!(jwk instanceof Map<?, ?> members)
                || !members.keySet().equals(Set.of("kty", "crv", "x", "y"))
                || !"EC".equals(members.get("kty"))
                || !"P-256".equals(members.get("crv"))) {
            return Optional.empty();
        }
        Optional<Bytes> x = coordinate(members.get("x"));
        Optional<Bytes> y = coordinate(members.get("y"));
        return x.isPresent() && y.isPresent() && isOnCurve(number(x.get()), number(y.get()))
                ? Optional.of(new DevicePublicKey(x.get(), y.get()))
                : Optional.empty();
    }

    private static Optional<Bytes> coordinate(Object value) {
        return Optional.of(value)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> text.length() < 2 * LENGTH)
                .flatMap(Bytes::fromBase64Url)
                .filter(bytes -> bytes.length() == LENGTH);
    }

    /** y² = x³ + ax + b; the JDK's key factory does not ask. */
    private static boolean isOnCurve(BigInteger x, BigInteger y) {
        EllipticCurve curve = P256.getCurve();
        BigInteger p = ((ECFieldFp) curve.getField()).getP();
        BigInteger right =
                x.multiply(x).add(curve.getA()).multiply(x).add(curve.getB()).mod(p);
        return x.compareTo(p) < 0 && y.compareTo(p) < 0 && y.multiply(y).mod(p).equals(right);
    }

    /** Whether {@code signature} is the key's over {@code signed} (RFC 7518 §3.4: r and s of 32 bytes each). */
    boolean verifies(byte[] signed, Bytes signature) {
        if (signature.length() != SIGNATURE_LENGTH) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
            verifier.initVerify(KeyFactory.getInstance("EC")
                    .generatePublic(new ECPublicKeySpec(new ECPoint(number(x), number(y)), P256)));
            verifier.update(signed);
            return verifier.verify(signature.toArray());
        } catch (GeneralSecurityException notOurs) {
            return false;
        }
    }

    /** SHA-256 over the key's members in the order of RFC 7638 §3.2. */
    Bytes thumbprint() {
        String canonical = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + x.toBase64Url() + "\",\"y\":\""
                + y.toBase64Url() + "\"}";
        return Digests.sha256(canonical.getBytes(StandardCharsets.US_ASCII));
    }

    private static BigInteger number(Bytes bytes) {
        return new BigInteger(1, bytes.toArray());
    }

    private static ECParameterSpec p256() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("P-256 belongs to every JDK", impossible);
        }
    }

    @Override
    public String toString() {
        return "DevicePublicKey[redacted]";
    }
}
