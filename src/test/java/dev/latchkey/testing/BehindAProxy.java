package dev.latchkey.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The test stands where a proxy would, and says where its clients are. */
public final class BehindAProxy implements QuarkusTestProfile {
    /** Made by Quarkus. */
    public BehindAProxy() {}

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("latchkey.proxies", "127.0.0.0/8,::1");
    }
}
