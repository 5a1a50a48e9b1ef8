package dev.latchkey.secret;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.InvalidParameterException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.SignatureSpi;

/** {@code Signature.SHA256withECDSA} on P-256: the JDK hashes, {@link Libcrypto} signs and verifies. */
final class LibcryptoSignature extends SignatureSpi {
    private static final byte[] NONE = {};

    private final Libcrypto library;
    private final MessageDigest message;
    private byte[] point = NONE;
    private byte[] scalar = NONE;

    LibcryptoSignature(Libcrypto library) {
        this.library = library;
        try {
            this.message = MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("SHA-256 belongs to every JDK", impossible);
        }
    }

    @Override
    protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
        point = P256.point(key).orElseThrow(() -> new InvalidKeyException("not a public key on P-256"));
        scalar = NONE;
        message.reset();
    }

    @Override
    protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
        scalar = P256.scalar(key).orElseThrow(() -> new InvalidKeyException("not a private key on P-256"));
        point = NONE;
        message.reset();
    }

    @Override
    protected void engineUpdate(byte value) {
        message.update(value);
    }

    @Override
    protected void engineUpdate(byte[] values, int offset, int length) {
        message.update(values, offset, length);
    }

    @Override
    protected byte[] engineSign() throws SignatureException {
        return library.signs(scalar, message.digest());
    }

    @Override
    protected boolean engineVerify(byte[] signature) throws SignatureException {
        return library.verifies(point, message.digest(), signature);
    }

    @Override
    @Deprecated
    protected void engineSetParameter(String name, Object value) {
        throw new InvalidParameterException("there are none");
    }

    @Override
    @Deprecated
    protected Object engineGetParameter(String name) {
        throw new InvalidParameterException("there are none");
    }
}
