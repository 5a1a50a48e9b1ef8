package dev.latchkey.testing;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A security provider in front of all others that hands ES256 signatures on to whichever would have made them, and
 * counts how many are verified in this JVM.
 */
public final class CountingSignatures extends Provider {
    private static final long serialVersionUID = 1L;
    private static final String ALGORITHM = "SHA256withECDSA";

    private final AtomicLong verified = new AtomicLong();

    private CountingSignatures(Provider behind) {
        super("counting", "1", "counts verified signatures");
        putService(new Service(this, "Signature", ALGORITHM, Counting.class.getName(), List.of(), Map.of()) {
            @Override
            public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
                return new Counting(Signature.getInstance(ALGORITHM, behind), verified);
            }
        });
    }

    /** Puts one in front; {@link #remove} takes it away. */
    public static CountingSignatures install() {
        try {
            Provider usual = Signature.getInstance(ALGORITHM).getProvider();
            CountingSignatures counting = new CountingSignatures(usual);
            Security.insertProviderAt(counting, 1);
            return counting;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes it away. */
    public void remove() {
        Security.removeProvider(getName());
    }

    /** Returns how many signatures have been verified, well or not. */
    public long verified() {
        return verified.get();
    }

    private static final class Counting extends SignatureSpi {
        private final Signature behind;
        private final AtomicLong verified;

        Counting(Signature behind, AtomicLong verified) {
            this.behind = behind;
            this.verified = verified;
        }

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            behind.initVerify(key);
        }

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            behind.initSign(key);
        }

        @Override
        protected void engineUpdate(byte one) throws SignatureException {
            behind.update(one);
        }

        @Override
        protected void engineUpdate(byte[] bytes, int from, int length) throws SignatureException {
            behind.update(bytes, from, length);
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            return behind.sign();
        }

        @Override
        protected boolean engineVerify(byte[] signature) throws SignatureException {
            verified.incrementAndGet();
            return behind.verify(signature);
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException("of no use here");
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException("of no use here");
        }
    }
}
