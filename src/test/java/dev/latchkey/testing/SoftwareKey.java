package dev.latchkey.testing;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A key pair of one of the five algorithms, with its COSE form.
 *
 * @param algorithm COSE algorithm identifier: -7, -8, -35, -36 or -257
 * @param pair the keys
 */
public record SoftwareKey(int algorithm, KeyPair pair) {
    /** RSA keys take long to make, so each size is made once. */
    private static final Map<Integer, KeyPair> RSA = new ConcurrentHashMap<>();

    /** Makes a fresh key from {@code random}; an RSA key is shared by all. */
    public static SoftwareKey create(int algorithm, SecureRandom random) {
        return switch (algorithm) {
            case -7 -> ec(algorithm, "secp256r1", random);
            case -35 -> ec(algorithm, "secp384r1", random);
            case -36 -> ec(algorithm, "secp521r1", random);
            case -8 -> {
                try {
                    KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
                    generator.initialize(255, random);
                    yield new SoftwareKey(algorithm, generator.generateKeyPair());
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException(e);
                }
            }
            case -257 -> rsa(2048);
            default -> throw new IllegalArgumentException("no algorithm " + algorithm);
        };
    }

    /** Returns the one RSA key of {@code bits} bits. */
    public static SoftwareKey rsa(int bits) {
        return new SoftwareKey(-257, RSA.computeIfAbsent(bits, size -> {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(size);
                return generator.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }));
    }

    private static SoftwareKey ec(int algorithm, String curve, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve), random);
            return new SoftwareKey(algorithm, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the members of the COSE_Key in canonical order, to be changed at will. */
    public Map<Object, Object> cose() {
        Map<Object, Object> members = new LinkedHashMap<>();
        switch (pair.getPublic()) {
            case ECPublicKey ec -> {
                int length = (ec.getParams().getCurve().getField().getFieldSize() + 7) / 8;
                members.put(1, 2);
                members.put(3, algorithm);
                members.put(-1, length == 32 ? 1 : length == 48 ? 2 : 3);
                members.put(-2, fixed(ec.getW().getAffineX(), length));
                members.put(-3, fixed(ec.getW().getAffineY(), length));
            }
            case EdECPublicKey ed -> {
                byte[] littleEndian = new byte[32];
                byte[] bigEndian = fixed(ed.getPoint().getY(), 32);
                for (int i = 0; i < 32; i++) {
                    littleEndian[i] = bigEndian[31 - i];
                }
                littleEndian[31] |= (byte) (ed.getPoint().isXOdd() ? 0x80 : 0);
                members.put(1, 1);
                members.put(3, algorithm);
                members.put(-1, 6);
                members.put(-2, littleEndian);
            }
            case RSAPublicKey rsa -> {
                members.put(1, 3);
                members.put(3, algorithm);
                members.put(-1, fixed(rsa.getModulus(), (rsa.getModulus().bitLength() + 7) / 8));
                members.put(-2, new byte[] {1, 0, 1});
            }
            default -> throw new IllegalStateException("no COSE for this key");
        }
        return members;
    }

    /** Signs as an authenticator does: ECDSA as ASN.1 DER (WebAuthn L3 §6.5.6). */
    public byte[] sign(byte[] data, SecureRandom random) {
        try {
            String name = switch (algorithm) {
                case -7 -> "SHA256withECDSA";
                case -35 -> "SHA384withECDSA";
                case -36 -> "SHA512withECDSA";
                case -8 -> "Ed25519";
                default -> "SHA256withRSA";
            };
            // The JDK's own, whatever stands first: it takes its nonces from `random`, so that a seed repeats itself.
            Signature signature = Signature.getInstance(name, algorithm == -257 ? "SunRsaSign" : "SunEC");
            signature.initSign(pair.getPrivate(), random);
            signature.update(data);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] fixed(BigInteger number, int length) {
        byte[] signed = number.toByteArray();
        byte[] fixed = new byte[length];
        int from = Math.max(0, signed.length - length);
        System.arraycopy(signed, from, fixed, length - (signed.length - from), signed.length - from);
        return fixed;
    }
}
