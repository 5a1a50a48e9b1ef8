package dev.latchkey.secret;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;

/**
 * ECDSA on P-256 by AWS-LC (Amazon Corretto Crypto Provider), eight times as fast as the JDK's. A login is one
 * verification and one signature, so this alone halves its cost.
 *
 * <p>Only {@code Signature.SHA256withECDSA} and {@code KeyFactory.EC} are taken from it, by a small provider that stands
 * first; digests, HMAC, AES-GCM and randomness stay with the JDK, whose intrinsics are as fast. WebAuthn4J and the JWT
 * signer ask for no provider by name, so the order of providers alone decides. Keys should be made or loaded after the
 * installation: a foreign key is translated at every signature.
 *
 * <p>A native executable stays with the JDK: there ACCP's own HMAC self-test cannot run, and the provider would have to
 * be forced through private members. {@code latchkey.crypto.fast} has no effect in it.
 */
final class FastCrypto extends Provider {
    private static final long serialVersionUID = 1L;
    private static final String NAME = "LatchkeyFast";
    private static final String SIGNATURE = "SHA256withECDSA";
    private static final byte[] MESSAGE = {76, 97, 116, 99, 104, 107, 101, 121};

    private FastCrypto(Provider source) {
        super(NAME, source.getVersionStr(), "ECDSA on P-256 by " + source.getName());
        putService(new Delegate(this, source.getService("Signature", SIGNATURE)));
        putService(new Delegate(this, source.getService("KeyFactory", "EC")));
    }

    /**
     * Puts the fast provider first if its library loads and it passes its check, and says what is in use now. Never
     * throws: without it the service runs on the JDK, more slowly.
     */
    static CryptoProvider install() {
        if (System.getProperty("org.graalvm.nativeimage.imagecode") != null) {
            return new CryptoProvider(CryptoProvider.JDK, "native executable");
        }
        Provider present = Security.getProvider(NAME);
        if (present != null) {
            return new CryptoProvider(CryptoProvider.FAST, present.getVersionStr());
        }
        try {
            AmazonCorrettoCryptoProvider source = AmazonCorrettoCryptoProvider.INSTANCE;
            source.assertHealthy();
            FastCrypto fast = new FastCrypto(source);
            fast.check();
            Security.insertProviderAt(fast, 1);
            return new CryptoProvider(CryptoProvider.FAST, fast.getVersionStr());
        } catch (Exception | LinkageError unfit) {
            return new CryptoProvider(CryptoProvider.JDK, String.valueOf(unfit.getMessage()));
        }
    }

    /** Takes the fast provider away again. */
    static void uninstall() {
        Security.removeProvider(NAME);
    }

    /** A good signature passes, a forged one fails, and the JDK agrees in both directions. */
    private void check() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        byte[] fast = sign(Signature.getInstance(SIGNATURE, this), pair.getPrivate());
        byte[] slow = sign(Signature.getInstance(SIGNATURE), pair.getPrivate());
        boolean good = verify(Signature.getInstance(SIGNATURE, this), pair.getPublic(), MESSAGE, fast)
                && verify(Signature.getInstance(SIGNATURE, this), pair.getPublic(), MESSAGE, slow)
                && verify(Signature.getInstance(SIGNATURE), pair.getPublic(), MESSAGE, fast);
        byte[] other = MESSAGE.clone();
        other[0] ^= 1;
        if (!good || verify(Signature.getInstance(SIGNATURE, this), pair.getPublic(), other, slow)) {
            throw new GeneralSecurityException("the fast provider did not pass its check");
        }
    }

    private static byte[] sign(Signature signature, PrivateKey key) throws GeneralSecurityException {
        signature.initSign(key);
        signature.update(MESSAGE);
        return signature.sign();
    }

    private static boolean verify(Signature signature, PublicKey key, byte[] message, byte[] value)
            throws GeneralSecurityException {
        signature.initVerify(key);
        signature.update(message);
        return signature.verify(value);
    }

    /** One service of the source, offered as ours. */
    private static final class Delegate extends Service {
        private final Service source;

        Delegate(Provider offering, Service source) {
            super(offering, source.getType(), source.getAlgorithm(), source.getClassName(), null, null);
            this.source = source;
        }

        @Override
        public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
            return source.newInstance(parameter);
        }

        @Override
        public boolean supportsParameter(Object parameter) {
            return source.supportsParameter(parameter);
        }
    }
}
