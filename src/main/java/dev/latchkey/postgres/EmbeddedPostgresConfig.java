package dev.latchkey.postgres;

import io.quarkus.runtime.Application;
import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Brings up the embedded server when the service's configuration is put together, in dev and test and only while
 * {@code quarkus.datasource.jdbc.url} is not set, and tells Quarkus where it is. A source of configuration is the one
 * place that comes before the pools, Flyway and Hibernate; it is asked at each start and never in production.
 */
public final class EmbeddedPostgresConfig implements ConfigSourceFactory {
    private static final String URL = "quarkus.datasource.jdbc.url";
    private static final String DATA_FOLDER = "latchkey.data-folder";

    /** Below {@code application.properties} (250), so whatever a person writes wins. */
    private static final int ORDINAL = 240;

    // Folded while a native image is built, which then holds neither the unpacker nor the libraries it needs: an
    // executable is for production, where this server is never used.
    private static final boolean NATIVE = ImageMode.current().isNativeImage();

    /** Made by the service loader. */
    public EmbeddedPostgresConfig() {}

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        if (NATIVE || !isARunningServiceAtADesk() || value(context, URL).isPresent()) {
            return List.of();
        }
        Path home = Path.of(value(context, DATA_FOLDER).orElse(".latchkey"));
        EmbeddedServer server = EmbeddedServer.in(
                home,
                LaunchMode.current() == LaunchMode.TEST
                        ? EmbeddedServer.Durability.LOST_WITH_THE_TEST_RUN
                        : EmbeddedServer.Durability.REAL);
        return List.of(new PropertiesConfigSource(properties(server), "embedded PostgreSQL", ORDINAL));
    }

    /** Quarkus also reads configuration while it builds; then no application is there yet. */
    private static boolean isARunningServiceAtADesk() {
        return LaunchMode.current().isDevOrTest()
                && Optional.ofNullable(Application.currentApplication()).isPresent();
    }

    private static Optional<String> value(ConfigSourceContext context, String name) {
        return Optional.ofNullable(context.getValue(name))
                .flatMap(found -> Optional.ofNullable(found.getValue()))
                .filter(text -> !text.isBlank());
    }

    private static Map<String, String> properties(EmbeddedServer server) {
        return Map.of(
                URL,
                server.url(),
                "quarkus.datasource.username",
                EmbeddedServer.APP,
                "quarkus.datasource.password",
                server.passwords().app(),
                "quarkus.flyway.username",
                EmbeddedServer.OWNER,
                "quarkus.flyway.password",
                server.passwords().owner());
    }
}
