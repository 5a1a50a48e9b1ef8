package dev.latchkey.passkey;

import dev.latchkey.id.Bytes;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;

/**
 * A credential public key that {@link CredentialKeys} found good. Its {@link #encoded()} form is our own: CTAP2 canonical
 * COSE (RFC 9052 §7) made of the checked numbers, never the bytes that were sent.
 */
sealed interface CredentialKey {
    /** The one algorithm it is for. */
    Algorithm algorithm();

    /** Our own COSE encoding, for storage. */
    Bytes encoded();

    /** The key as the JDK wants it. */
    PublicKey decode() throws GeneralSecurityException;

    /**
     * A point on one of the curves.
     *
     * @param algorithm ES256, ES384 or ES512
     * @param x coordinate, as long as the curve's field
     * @param y coordinate, as long as the curve's field
     */
    record Ec2(Algorithm algorithm, Bytes x, Bytes y) implements CredentialKey {
        ECPoint point() {
            return new ECPoint(new BigInteger(1, x.toArray()), new BigInteger(1, y.toArray()));
        }

        @Override
        public Bytes encoded() {
            return new Encoding(5)
                    .number(1, 2)
                    .number(3, algorithm.cose())
                    .number(-1, Curve.of(algorithm).cose())
                    .bytes(-2, x)
                    .bytes(-3, y)
                    .done();
        }

        @Override
        public PublicKey decode() throws GeneralSecurityException {
            return KeyFactory.getInstance("EC")
                    .generatePublic(
                            new ECPublicKeySpec(point(), Curve.of(algorithm).parameters()));
        }
    }

    /**
     * A point of edwards25519.
     *
     * @param x its encoding (RFC 8032 §5.1.2)
     */
    record Okp(Bytes x) implements CredentialKey {
        @Override
        public Algorithm algorithm() {
            return Algorithm.EDDSA;
        }

        @Override
        public Bytes encoded() {
            return new Encoding(4)
                    .number(1, 1)
                    .number(3, algorithm().cose())
                    .number(-1, CredentialKeys.ED25519)
                    .bytes(-2, x)
                    .done();
        }

        @Override
        public PublicKey decode() throws GeneralSecurityException {
            byte[] bigEndian = Ed25519Point.reversed(x.toArray());
            boolean odd = Ed25519Point.takeSign(bigEndian);
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new EdECPublicKeySpec(
                            NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, bigEndian))));
        }
    }

    /**
     * A modulus; the exponent is always 65537.
     *
     * @param modulus big-endian, without leading zeros
     */
    record Rsa(Bytes modulus) implements CredentialKey {
        @Override
        public Algorithm algorithm() {
            return Algorithm.RS256;
        }

        @Override
        public Bytes encoded() {
            return new Encoding(4)
                    .number(1, 3)
                    .number(3, algorithm().cose())
                    .bytes(-1, modulus)
                    .bytes(-2, CredentialKeys.EXPONENT)
                    .done();
        }

        @Override
        public PublicKey decode() throws GeneralSecurityException {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(
                            new BigInteger(1, modulus.toArray()),
                            new BigInteger(1, CredentialKeys.EXPONENT.toArray())));
        }
    }

    /** Writes a COSE_Key; labels must be given in canonical order: 1, 3, -1, -2, -3. */
    final class Encoding {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        private Encoding(int members) {
            head(5, members);
        }

        private Encoding number(int label, int value) {
            integer(label);
            integer(value);
            return this;
        }

        private Encoding bytes(int label, Bytes value) {
            integer(label);
            head(2, value.length());
            out.writeBytes(value.toArray());
            return this;
        }

        private void integer(int value) {
            if (value >= 0) {
                head(0, value);
            } else {
                head(1, -1 - value);
            }
        }

        private void head(int major, int argument) {
            if (argument < 24) {
                out.write(major << 5 | argument);
            } else if (argument < 256) {
                out.write(major << 5 | 24);
                out.write(argument);
            } else {
                out.write(major << 5 | 25);
                out.write(argument >>> 8);
                out.write(argument);
            }
        }

        private Bytes done() {
            return Bytes.of(out.toByteArray());
        }
    }
}
