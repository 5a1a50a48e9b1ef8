package dev.latchkey.packaging;

import dev.latchkey.postgres.TestServer;
import dev.latchkey.testing.DeskPort;
import dev.latchkey.testing.Replica;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The packaged service, set up as a test's service is: at the port that tests were told, with the relying parties and the
 * places that tests know. It runs in production's profile all the same.
 */
public final class Artefact {
    private static final String KEY = Base64.getEncoder().encodeToString("0123456789abcdef0123456789abcdef".getBytes());

    private Artefact() {}

    /** Starts it and waits until it serves. */
    public static Replica start() {
        Replica artefact = Replica.start("artefact", port(), settings());
        System.setProperty("desk.management-port", Integer.toString(artefact.managementPort()));
        return artefact.awaitStarted();
    }

    /** Where it serves. */
    public static int port() {
        return ConfigProvider.getConfig().getValue("desk.port", Integer.class);
    }

    /** What it is told, for the command line too. */
    public static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(TestServer.settings(TestServer.port()));
        settings.putAll(new DeskPort().getProperties());
        settings.remove("quarkus.http.test-port");
        settings.put("quarkus.http.port", Integer.toString(port()));
        settings.put("latchkey.key", KEY);
        settings.put("latchkey.allow-desk-settings-in-production", "true");
        settings.put("latchkey.notice.mail", "captured");
        settings.put("latchkey.decision.count-every", "PT24H");
        settings.put("latchkey.relying-party.demo.name", "Latchkey demo");
        settings.put("latchkey.relying-party.demo.rp-id", "localhost");
        settings.put("latchkey.relying-party.demo.hosts", "localhost:" + port());
        settings.put("latchkey.relying-party.demo.origins", "http://localhost:" + port());
        for (String kind : new String[] {"country", "city", "asn"}) {
            settings.put(
                    "latchkey.place." + kind + "-file",
                    Path.of("src/test/resources/places", kind + ".csv")
                            .toAbsolutePath()
                            .toString());
        }
        settings.put("latchkey.place.stale-after", "P36500D");
        return Map.copyOf(settings);
    }
}
