package dev.latchkey.passkey;

import com.webauthn4j.data.attestation.authenticator.COSEKey;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.COSEKeyOperation;
import com.webauthn4j.data.attestation.statement.COSEKeyType;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A checked key as the library wants it: decoded already, so that the library neither parses nor converts anything. */
record VerifyingKey(PublicKey publicKey, COSEAlgorithmIdentifier algorithm) implements COSEKey {
    /** Decodes {@code key}; that costs a twentieth of the verification it is for, so no key is kept in memory. */
    static VerifyingKey of(CredentialKey key) throws GeneralSecurityException {
        return new VerifyingKey(key.decode(), COSEAlgorithmIdentifier.create((long)
                key.algorithm().cose()));
    }

    @Override
    public boolean hasPublicKey() {
        return true;
    }

    @Override
    public boolean hasPrivateKey() {
        return false;
    }

    @Override
    public PublicKey getPublicKey() {
        return publicKey;
    }

    @Override
    public @Nullable PrivateKey getPrivateKey() {
        return null;
    }

    @Override
    public COSEKeyType getKeyType() {
        return algorithm.getKeyType();
    }

    @Override
    public byte @Nullable [] getKeyId() {
        return null;
    }

    @Override
    public COSEAlgorithmIdentifier getAlgorithm() {
        return algorithm;
    }

    @Override
    public @Nullable List<COSEKeyOperation> getKeyOps() {
        return null;
    }

    @Override
    public byte @Nullable [] getBaseIV() {
        return null;
    }

    @Override
    public void validate() {
        // CredentialKeys did.
    }
}
