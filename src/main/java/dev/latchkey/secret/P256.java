package dev.latchkey.secret;

import java.math.BigInteger;
import java.security.Key;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;
import java.util.Optional;

/** Reads keys of the curve P-256 (FIPS 186-4 §D.1.2.3) as bytes; empty for a key of any other kind. */
final class P256 {
    private static final int LENGTH = 32;
    private static final BigInteger P = hex("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
    private static final BigInteger B = hex("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b");
    private static final BigInteger N = hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
    private static final EllipticCurve CURVE =
            new EllipticCurve(new ECFieldFp(P), P.subtract(BigInteger.valueOf(3)), B);
    private static final ECPoint GENERATOR = new ECPoint(
            hex("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"),
            hex("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"));

    private P256() {}

    /** Whether it is a key of this curve. */
    static boolean holds(Object key) {
        return key instanceof ECPublicKey open && isOurs(open.getParams())
                || key instanceof ECPrivateKey secret && isOurs(secret.getParams());
    }

    /** The uncompressed point of a public key (SEC 1 §2.3.3); whether it lies on the curve is not looked at. */
    static Optional<byte[]> point(Key key) {
        if (!(key instanceof ECPublicKey open) || !isOurs(open.getParams())) {
            return Optional.empty();
        }
        ECPoint point = open.getW();
        if (point.equals(ECPoint.POINT_INFINITY)
                || !isBelow(P, point.getAffineX())
                || !isBelow(P, point.getAffineY())) {
            return Optional.empty();
        }
        byte[] encoded = new byte[1 + 2 * LENGTH];
        encoded[0] = 4;
        put(point.getAffineX(), encoded, 1);
        put(point.getAffineY(), encoded, 1 + LENGTH);
        return Optional.of(encoded);
    }

    /** The scalar of a private key in [1, n-1], big-endian. */
    static Optional<byte[]> scalar(Key key) {
        if (!(key instanceof ECPrivateKey secret)
                || !isOurs(secret.getParams())
                || secret.getS().signum() != 1
                || !isBelow(N, secret.getS())) {
            return Optional.empty();
        }
        byte[] encoded = new byte[LENGTH];
        put(secret.getS(), encoded, 0);
        return Optional.of(encoded);
    }

    private static boolean isBelow(BigInteger limit, BigInteger number) {
        return number.signum() >= 0 && number.compareTo(limit) < 0;
    }

    private static boolean isOurs(ECParameterSpec parameters) {
        return parameters.getOrder().equals(N)
                && parameters.getCofactor() == 1
                && parameters.getCurve().equals(CURVE)
                && parameters.getGenerator().equals(GENERATOR);
    }

    private static void put(BigInteger number, byte[] into, int offset) {
        byte[] bytes = number.toByteArray();
        int length = Math.min(bytes.length, LENGTH);
        System.arraycopy(bytes, bytes.length - length, into, offset + LENGTH - length, length);
    }

    private static BigInteger hex(String digits) {
        return new BigInteger(digits, 16);
    }
}
