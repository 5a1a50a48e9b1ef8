package dev.latchkey.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.relyingparty.RelyingParty.SigningAlgorithm;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jose4j.jws.EcdsaUsingShaAlgorithm;

/**
 * Signs claims in the compact serialization (RFC 7515 §7.1). Written here because signing is a few lines and the hot path;
 * reading, where the attacks are, is jose4j's.
 */
@Singleton
final class Signer {
    private static final Base64.Encoder BASE64_URL = Base64.getUrlEncoder().withoutPadding();
    private static final int P256_SIGNATURE = 64;

    private final ObjectMapper json;

    Signer(ObjectMapper json) {
        this.json = json;
    }

    /** Returns the JWT of {@code claims} with {@code type} as its {@code typ}. */
    String sign(String type, Map<String, Object> claims, SigningKey key) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("typ", type);
        header.put("kid", key.kid());
        header.put("alg", KeyForge.jws(key.algorithm()));
        try {
            String signed = encoded(header) + '.' + encoded(claims);
            byte[] signature = signature(key, signed.getBytes(StandardCharsets.US_ASCII));
            return signed + '.' + BASE64_URL.encodeToString(signature);
        } catch (GeneralSecurityException | IOException unusable) {
            throw new IllegalStateException("the signing key " + key.kid() + " does not sign", unusable);
        }
    }

    private String encoded(Map<String, Object> members) throws JsonProcessingException {
        return BASE64_URL.encodeToString(json.writeValueAsBytes(members));
    }

    private static byte[] signature(SigningKey key, byte[] signed) throws GeneralSecurityException, IOException {
        // No provider is named, so that the fast one is found.
        Signature signature = Signature.getInstance(
                switch (key.algorithm()) {
                    case ES256 -> "SHA256withECDSA";
                    case EDDSA -> "Ed25519";
                    case RS256 -> "SHA256withRSA";
                });
        signature.initSign(key.privateKey().orElseThrow());
        signature.update(signed);
        byte[] value = signature.sign();
        // RFC 7518 §3.4 wants R and S one behind the other; the providers answer in DER.
        return key.algorithm() == SigningAlgorithm.ES256
                ? EcdsaUsingShaAlgorithm.convertDerToConcatenated(value, P256_SIGNATURE)
                : value;
    }
}
