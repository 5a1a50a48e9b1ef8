package dev.latchkey.keyring;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Base64;
import java.util.Map;

/** A service whose operator has changed the key-encryption key: the desk's own is new, and this one was before. */
public final class FormerKey implements QuarkusTestProfile {
    static final byte[] KEY =
            "former key of 32 bytes, for tests".substring(0, 32).getBytes();

    /** Made by Quarkus. */
    public FormerKey() {}

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("latchkey.previous-keys", Base64.getEncoder().encodeToString(KEY));
    }
}
