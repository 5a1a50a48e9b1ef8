package dev.latchkey.testing;

import dev.latchkey.postgres.TestServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Puts a {@link TcpProxy} between the service under test and its database. A test that asks for it gets the proxy in a
 * field of that type; Flyway goes past it. Arguments of the annotation become settings.
 */
public final class ThroughAProxy implements QuarkusTestResourceLifecycleManager {
    private Map<String, String> furtherSettings = Map.of();
    private TcpProxy proxy;

    /** Made by Quarkus. */
    public ThroughAProxy() {}

    @Override
    public void init(Map<String, String> arguments) {
        furtherSettings = Map.copyOf(arguments);
    }

    @Override
    public Map<String, String> start() {
        proxy = TcpProxy.to(TestServer.port());
        Map<String, String> settings = new HashMap<>(TestServer.settings(proxy.port()));
        settings.putAll(furtherSettings);
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(proxy, new TestInjector.MatchesType(TcpProxy.class));
    }

    @Override
    public void stop() {
        try {
            proxy.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
