package dev.latchkey.passkey;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;

/**
 * The short Weierstrass curves of our algorithms (RFC 9053 §7.1.1, NIST SP 800-186). Their cofactor is one, so a point on
 * the curve is a good public key.
 */
enum Curve {
    P256(1, 32, "secp256r1"),
    P384(2, 48, "secp384r1"),
    P521(3, 66, "secp521r1");

    private final int cose;
    private final int coordinateLength;
    private final ECParameterSpec parameters;

    Curve(int cose, int coordinateLength, String name) {
        this.cose = cose;
        this.coordinateLength = coordinateLength;
        try {
            AlgorithmParameters named = AlgorithmParameters.getInstance("EC");
            named.init(new ECGenParameterSpec(name));
            this.parameters = named.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(name + " belongs to every JDK", impossible);
        }
    }

    static Curve of(Algorithm algorithm) {
        return switch (algorithm) {
            case ES256 -> P256;
            case ES384 -> P384;
            case ES512 -> P521;
            case EDDSA, RS256 -> throw new IllegalArgumentException(algorithm + " has no such curve");
        };
    }

    /** The COSE elliptic curve identifier. */
    int cose() {
        return cose;
    }

    /** Length of a coordinate in bytes, leading zeros included (RFC 9053 §7.1.1). */
    int coordinateLength() {
        return coordinateLength;
    }

    ECParameterSpec parameters() {
        return parameters;
    }

    /** Whether {@code y² = x³ + ax + b}, with both coordinates below the field's prime. */
    boolean holds(ECPoint point) {
        BigInteger p = ((ECFieldFp) parameters.getCurve().getField()).getP();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
            return false;
        }
        BigInteger right = x.pow(2)
                .add(parameters.getCurve().getA())
                .multiply(x)
                .add(parameters.getCurve().getB())
                .mod(p);
        return y.pow(2).mod(p).equals(right);
    }
}
