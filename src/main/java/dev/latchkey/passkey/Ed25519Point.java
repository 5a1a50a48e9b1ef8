package dev.latchkey.passkey;

import java.math.BigInteger;
import java.util.Optional;

/**
 * A point of edwards25519 (RFC 8032 §5.1), just far enough to tell a good public key from one that would verify anything.
 * Not constant in time: public keys are no secret.
 */
record Ed25519Point(BigInteger x, BigInteger y) {
    static final int LENGTH = 32;

    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger D = BigInteger.valueOf(-121665)
            .multiply(BigInteger.valueOf(121666).modInverse(P))
            .mod(P);
    private static final BigInteger ROOT_OF_MINUS_ONE =
            BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P);

    /** Decodes as RFC 8032 §5.1.3 demands; empty when the 32 bytes are not the one encoding of a point. */
    static Optional<Ed25519Point> decode(byte[] encoded) {
        if (encoded.length != LENGTH) {
            return Optional.empty();
        }
        byte[] bigEndian = reversed(encoded);
        boolean odd = takeSign(bigEndian);
        BigInteger y = new BigInteger(1, bigEndian);
        if (y.compareTo(P) >= 0) {
            return Optional.empty();
        }
        return xOf(y).flatMap(root -> {
            if (root.signum() == 0) {
                return odd ? Optional.empty() : Optional.of(new Ed25519Point(root, y));
            }
            return Optional.of(new Ed25519Point(root.testBit(0) == odd ? root : P.subtract(root), y));
        });
    }

    /** Returns the bytes in the other order: points are little-endian, numbers here are not. */
    static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    /** Takes the bit out of a big-endian encoding that says whether x is odd. */
    static boolean takeSign(byte[] bigEndian) {
        boolean odd = (bigEndian[0] & 0x80) != 0;
        bigEndian[0] &= 0x7f;
        return odd;
    }

    private static Optional<BigInteger> xOf(BigInteger y) {
        BigInteger square = y.multiply(y).mod(P);
        BigInteger wanted = square.subtract(BigInteger.ONE)
                .multiply(D.multiply(square).add(BigInteger.ONE).modInverse(P))
                .mod(P);
        BigInteger root = wanted.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
        if (!root.multiply(root).mod(P).equals(wanted)) {
            root = root.multiply(ROOT_OF_MINUS_ONE).mod(P);
        }
        return root.multiply(root).mod(P).equals(wanted) ? Optional.of(root) : Optional.empty();
    }

    /** Whether eight times the point is the neutral element: with such a key some signatures fit every message. */
    boolean isOfSmallOrder() {
        Ed25519Point eightfold = doubled().doubled().doubled();
        return eightfold.x.signum() == 0 && eightfold.y.equals(BigInteger.ONE);
    }

    private Ed25519Point doubled() {
        BigInteger product = D.multiply(x).multiply(x).multiply(y).multiply(y).mod(P);
        BigInteger newX = x.multiply(y)
                .shiftLeft(1)
                .multiply(BigInteger.ONE.add(product).modInverse(P))
                .mod(P);
        BigInteger newY = y.multiply(y)
                .add(x.multiply(x))
                .multiply(BigInteger.ONE.subtract(product).modInverse(P))
                .mod(P);
        return new Ed25519Point(newX, newY);
    }
}
