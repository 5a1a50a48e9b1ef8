package dev.latchkey.secret;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.quarkus.runtime.ImageMode;
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
import java.util.ArrayList;
import java.util.List;

/**
 * ECDSA on P-256 by native code, many times as fast as the JDK's. A login is one verification and one signature, so this
 * alone halves its cost: by AWS-LC (Amazon Corretto Crypto Provider) on the JVM, by OpenSSL's libcrypto in a native
 * executable and where the first does not load (docs/decisions/0024).
 *
 * <p>Only {@code Signature.SHA256withECDSA}, and with AWS-LC {@code KeyFactory.EC}, are offered, by a small provider that
 * stands first; digests, HMAC, AES-GCM and randomness stay with the JDK. WebAuthn4J and the JWT signer ask for no provider
 * by name, so the order of providers alone decides. Keys should be made or loaded after the installation.
 */
final class FastCrypto extends Provider {
    private static final long serialVersionUID = 1L;
    private static final String NAME = "LatchkeyFast";
    private static final String SIGNATURE = "SHA256withECDSA";
    private static final byte[] MESSAGE = {76, 97, 116, 99, 104, 107, 101, 121};

    // Folded while an image is built: what only the JVM uses is then out of reach, and not even looked at.
    private static final boolean NATIVE = ImageMode.current().isNativeImage();

    /** Where a fast implementation comes from. */
    interface Source {
        /** Makes the provider, or throws whatever keeps it from being of use. */
        FastCrypto make() throws GeneralSecurityException;
    }

    private FastCrypto(String source, String version) {
        super(NAME, version, source);
    }

    /**
     * Puts the first provider first whose library loads and which passes its check, and says what is in use now. Never
     * throws: without one the service runs on the JDK, more slowly.
     */
    static CryptoProvider install() {
        return NATIVE ? install(List.of(FastCrypto::libcrypto)) : install(onTheJvm());
    }

    private static List<Source> onTheJvm() {
        return List.of(FastCrypto::accp, FastCrypto::libcrypto);
    }

    /** As {@link #install()}, trying {@code sources} in their order. */
    static CryptoProvider install(List<Source> sources) {
        Provider present = Security.getProvider(NAME);
        if (present != null) {
            return new CryptoProvider(present.getInfo(), present.getVersionStr());
        }
        List<String> reasons = new ArrayList<>();
        for (Source source : sources) {
            try {
                FastCrypto fast = source.make();
                fast.check();
                Security.insertProviderAt(fast, 1);
                return new CryptoProvider(fast.getInfo(), fast.getVersionStr());
            } catch (Exception | LinkageError unfit) {
                reasons.add(String.valueOf(unfit.getMessage()));
            }
        }
        return new CryptoProvider(CryptoProvider.JDK, String.join("; ", reasons));
    }

    /** Takes the fast provider away again. */
    static void uninstall() {
        Security.removeProvider(NAME);
    }

    /** AWS-LC behind JNI. */
    static FastCrypto accp() {
        AmazonCorrettoCryptoProvider source = AmazonCorrettoCryptoProvider.INSTANCE;
        source.assertHealthy();
        FastCrypto fast = new FastCrypto(CryptoProvider.FAST, source.getVersionStr());
        fast.putService(new Delegate(fast, source.getService("Signature", SIGNATURE)));
        fast.putService(new Delegate(fast, source.getService("KeyFactory", "EC")));
        return fast;
    }

    /** OpenSSL behind {@code java.lang.foreign}. */
    static FastCrypto libcrypto() {
        Libcrypto library = Libcrypto.load();
        FastCrypto fast = new FastCrypto(CryptoProvider.LIBCRYPTO, library.version());
        fast.putService(new Ours(fast, library));
        return fast;
    }

    /** A good signature passes, forged and damaged ones fail, and the JDK agrees in both directions. */
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
        byte[] damaged = slow.clone();
        damaged[damaged.length - 1] ^= 1;
        if (!good
                || verify(Signature.getInstance(SIGNATURE, this), pair.getPublic(), other, slow)
                || verify(Signature.getInstance(SIGNATURE, this), pair.getPublic(), MESSAGE, damaged)) {
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

    /** Signatures by {@link Libcrypto}; keys of other curves go on to the next provider. */
    private static final class Ours extends Service {
        private final Libcrypto library;

        Ours(Provider offering, Libcrypto library) {
            super(offering, "Signature", SIGNATURE, LibcryptoSignature.class.getName(), null, null);
            this.library = library;
        }

        @Override
        public Object newInstance(Object parameter) {
            return new LibcryptoSignature(library);
        }

        @Override
        public boolean supportsParameter(Object parameter) {
            return P256.holds(parameter);
        }
    }
}
