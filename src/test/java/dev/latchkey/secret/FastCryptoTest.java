package dev.latchkey.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FastCryptoTest {
    private static final byte[] MESSAGE = "who goes there".getBytes(StandardCharsets.UTF_8);

    private final boolean inUseBefore = Security.getProvider("LatchkeyFast") != null;

    @BeforeEach
    void onTheJdk() {
        FastCrypto.uninstall();
    }

    @AfterEach
    void asItWas() {
        FastCrypto.uninstall();
        if (inUseBefore) {
            FastCrypto.install();
        }
    }

    @Test
    void theFastProviderComputesP256AndNothingElse() throws GeneralSecurityException {
        CryptoProvider installed = FastCrypto.install();

        assertThat(installed.name()).isEqualTo(CryptoProvider.FAST);
        assertThat(KeyFactory.getInstance("EC").getProvider().getName()).isEqualTo("LatchkeyFast");
        assertThat(signerOf(pair()).getProvider().getName()).isEqualTo("LatchkeyFast");
        assertThat(MessageDigest.getInstance("SHA-256").getProvider().getName()).isEqualTo("SUN");
        assertThat(Mac.getInstance("HmacSHA256").getProvider().getName()).isEqualTo("SunJCE");
        assertThat(Cipher.getInstance("AES/GCM/NoPadding").getProvider().getName())
                .isEqualTo("SunJCE");
    }

    @Test
    void whatOneSignsTheOtherVerifies() throws GeneralSecurityException {
        KeyPair pair = pair();
        byte[] slow = sign(pair);

        FastCrypto.install();
        KeyPair same = reloaded(pair);
        byte[] fast = sign(same);
        boolean fastReadsSlow = verifies(same.getPublic(), MESSAGE, slow);
        FastCrypto.uninstall();
        boolean slowReadsFast = verifies(pair.getPublic(), MESSAGE, fast);

        assertThat(fastReadsSlow).isTrue();
        assertThat(slowReadsFast).isTrue();
    }

    @Test
    void aForgedSignatureFailsOnBoth() throws GeneralSecurityException {
        KeyPair pair = pair();
        byte[] signature = sign(pair);
        byte[] other = "who goes here".getBytes(StandardCharsets.UTF_8);

        boolean acceptedByTheJdk = verifies(pair.getPublic(), other, signature);
        FastCrypto.install();
        boolean acceptedByTheFastOne = verifies(pair.getPublic(), other, signature);

        assertThat(acceptedByTheJdk).isFalse();
        assertThat(acceptedByTheFastOne).isFalse();
    }

    @Test
    void installingTwiceKeepsOne() {
        CryptoProvider first = FastCrypto.install();

        CryptoProvider second = FastCrypto.install();

        assertThat(second).isEqualTo(first);
    }

    private static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static KeyPair reloaded(KeyPair pair) throws GeneralSecurityException {
        KeyFactory factory = KeyFactory.getInstance("EC");
        return new KeyPair(
                factory.generatePublic(new X509EncodedKeySpec(pair.getPublic().getEncoded())),
                factory.generatePrivate(
                        new PKCS8EncodedKeySpec(pair.getPrivate().getEncoded())));
    }

    private static Signature signerOf(KeyPair pair) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        return signature;
    }

    private static byte[] sign(KeyPair pair) throws GeneralSecurityException {
        Signature signature = signerOf(pair);
        signature.update(MESSAGE);
        return signature.sign();
    }

    private static boolean verifies(PublicKey key, byte[] message, byte[] value) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initVerify(key);
        signature.update(message);
        return signature.verify(value);
    }
}
