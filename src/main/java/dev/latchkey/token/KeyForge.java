package dev.latchkey.token;

import dev.latchkey.relyingparty.RelyingParty.SigningAlgorithm;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.lang.JoseException;

/** Makes key pairs and turns them into what is stored and back. */
final class KeyForge {
    private static final int RSA_BITS = 2048;

    private KeyForge() {}

    /** A fresh pair in the form in which it is stored. */
    record Forged(String kid, String publicJwk, byte[] pkcs8) {}

    static Forged forge(SigningAlgorithm algorithm, SecureRandom random) {
        try {
            KeyPair pair = generator(algorithm, random).generateKeyPair();
            PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(pair.getPublic());
            String kid = jwk.calculateBase64urlEncodedThumbprint("SHA-256");
            jwk.setKeyId(kid);
            jwk.setUse(Use.SIGNATURE);
            jwk.setAlgorithm(jws(algorithm));
            return new Forged(
                    kid,
                    jwk.toJson(OutputControlLevel.PUBLIC_ONLY),
                    pair.getPrivate().getEncoded());
        } catch (GeneralSecurityException | JoseException impossible) {
            throw new IllegalStateException("every JDK makes keys for " + algorithm, impossible);
        }
    }

    static PublicKey publicKey(String jwk) {
        try {
            return PublicJsonWebKey.Factory.newPublicJwk(jwk).getPublicKey();
        } catch (JoseException damaged) {
            throw new IllegalStateException("a stored public key is not a JWK", damaged);
        }
    }

    static PrivateKey privateKey(SigningAlgorithm algorithm, byte[] pkcs8) {
        try {
            return KeyFactory.getInstance(
                            switch (algorithm) {
                                case ES256 -> "EC";
                                case EDDSA -> "Ed25519";
                                case RS256 -> "RSA";
                            })
                    .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException damaged) {
            throw new IllegalStateException("a stored private key is not of " + algorithm, damaged);
        }
    }

    /** The algorithm's name in JWS headers (RFC 7518 §3.1, RFC 8037 §3.1). */
    static String jws(SigningAlgorithm algorithm) {
        return switch (algorithm) {
            case ES256 -> "ES256";
            case EDDSA -> "EdDSA";
            case RS256 -> "RS256";
        };
    }

    private static KeyPairGenerator generator(SigningAlgorithm algorithm, SecureRandom random)
            throws GeneralSecurityException {
        return switch (algorithm) {
            case ES256 -> {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"), random);
                yield generator;
            }
            case EDDSA -> KeyPairGenerator.getInstance("Ed25519");
            case RS256 -> {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(RSA_BITS, random);
                yield generator;
            }
        };
    }
}
