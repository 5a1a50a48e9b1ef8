package dev.latchkey.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Chooses a free port once for each test run. The demo relying party is served at an exact host and its origins are raw
 * text, so the port must be known before the service starts. A second one is for an app that the hosted page hands over
 * to.
 */
public final class DeskPort implements ConfigSource {
    private static final String PROPERTY = "desk.port";
    private static final String APP_PROPERTY = "desk.app-port";
    private static final int PORT = chosen(PROPERTY);
    private static final int APP_PORT = chosen(APP_PROPERTY);

    private static final Map<String, String> SETTINGS = settings();

    private static int chosen(String property) {
        return Integer.getInteger(property, 0) > 0 ? Integer.getInteger(property) : free(property);
    }

    private static int free(String property) {
        try (ServerSocket socket = new ServerSocket(0)) {
            int port = socket.getLocalPort();
            // Quarkus loads the class again in its own class loader: both must see one port.
            System.setProperty(property, Integer.toString(port));
            return port;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Map.of(
                PROPERTY,
                Integer.toString(PORT),
                APP_PROPERTY,
                Integer.toString(APP_PORT),
                "quarkus.http.test-port",
                Integer.toString(PORT)));
        Properties further = new Properties();
        try (InputStream file = DeskPort.class.getResourceAsStream("/desk.properties")) {
            further.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        further.stringPropertyNames().forEach(name -> settings.put(name, further.getProperty(name)));
        return Map.copyOf(settings);
    }

    @Override
    public Map<String, String> getProperties() {
        return SETTINGS;
    }

    @Override
    public Set<String> getPropertyNames() {
        return getProperties().keySet();
    }

    @Override
    public String getValue(String name) {
        return getProperties().get(name);
    }

    @Override
    public String getName() {
        return "desk port";
    }

    @Override
    public int getOrdinal() {
        return 500;
    }
}
