package dev.latchkey.postgres;

import io.quarkus.runtime.Application;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Where migrations run apart ({@code quarkus.flyway.migrate-at-start=false}), keeps a production start back until the
 * schema is there. Without it the process would end, be restarted, and wait ever longer for its next turn. Meanwhile no
 * port is open, so that no probe holds. Stands where the configuration is put together, which is before pools and
 * Hibernate ask for tables; adds no configuration itself.
 */
public final class SchemaGate implements ConfigSourceFactory {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    /** Made by the service loader. */
    public SchemaGate() {}

    private static final String ASKED = "asked to end before it could start";

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        boolean building = Optional.ofNullable(Application.currentApplication()).isEmpty();
        if (!building
                && !LaunchMode.current().isDevOrTest()
                && value(context, "quarkus.flyway.migrate-at-start").equals("false")) {
            pass(
                    value(context, "quarkus.datasource.jdbc.url"),
                    value(context, "quarkus.datasource.username"),
                    value(context, "quarkus.datasource.password"));
        }
        return List.of();
    }

    /** After the checks of production: a setting that is missing is said at once. */
    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(2);
    }

    private static void pass(String url, String username, String password) {
        switch (Errand.current()) {
            case MIGRATE -> {}
            case COMMAND -> {
                SchemaState state = look(url, username, password);
                if (!(state instanceof SchemaState.Fit)) {
                    throw new ConfigurationException(state.toString());
                }
            }
            case SERVE -> {
                // Before the service runs, the signal to end reaches nobody but this.
                Thread waiting = Thread.currentThread();
                Thread signal = new Thread(waiting::interrupt, "end the wait for the schema");
                Runtime.getRuntime().addShutdownHook(signal);
                try {
                    new SchemaWait(
                                    () -> look(url, username, password),
                                    System.err::println,
                                    () -> Thread.sleep(BETWEEN_LOOKS))
                            .untilFit();
                    Runtime.getRuntime().removeShutdownHook(signal);
                } catch (InterruptedException asked) {
                    System.err.println(ASKED); // Whoever catches what is thrown while a JVM ends may not say it.
                    throw new ConfigurationException(ASKED);
                }
            }
        }
    }

    /** One look on a connection of its own, without DriverManager: its list of drivers depends on who asks. */
    private static SchemaState look(String url, String username, String password) {
        Properties properties = new Properties();
        properties.setProperty("user", username);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "5");
        properties.setProperty("ApplicationName", "latchkey start");
        try (Connection connection = new org.postgresql.Driver().connect(url, properties)) {
            return SchemaState.of(connection);
        } catch (SQLException e) {
            return SchemaState.of(e);
        }
    }

    private static String value(ConfigSourceContext context, String name) {
        return Optional.ofNullable(context.getValue(name))
                .flatMap(found -> Optional.ofNullable(found.getValue()))
                .orElse("");
    }
}
