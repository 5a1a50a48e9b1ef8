package dev.latchkey.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.Replica;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the service's own role learns about the schema, on real databases. */
class SchemaStateTest {
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    private Map<String, String> settings;

    @BeforeEach
    void anEmptyDatabase() throws SQLException {
        settings = TestServer.emptyDatabase("schema_state");
    }

    @Test
    void theNumberThatThisReleaseNeedsIsThatOfItsNewestMigration() {
        List<Integer> numbers = numbers();

        assertThat(SchemaState.NEEDED)
                .as("a new migration needs SchemaState.NEEDED to be raised")
                .isEqualTo(numbers.getLast());
    }

    @Test
    void anEmptyDatabaseIsBehind() {
        assertThat(state()).isEqualTo(new SchemaState.Behind(0));
    }

    @Test
    void aSchemaThatMissesOneMigrationIsBehind() {
        migrate(Integer.toString(lastButOne()));

        // The release before let the service see it as well: its own repeatable migration did.
        grant();

        assertThat(state()).isEqualTo(new SchemaState.Behind(lastButOne()));
    }

    @Test
    void aWholeSchemaIsFit() {
        migrate("latest");

        assertThat(state()).isEqualTo(new SchemaState.Fit(SchemaState.NEEDED));
    }

    @Test
    void aSchemaOfALaterReleaseIsFit() {
        migrate("latest");

        asOwner("""
                insert into flyway_schema_history
                    (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                values (99, '099', 'later', 'SQL', 'V099__later.sql', 1, 'latchkey_owner', 1, true)""");

        assertThat(state()).isEqualTo(new SchemaState.Fit(99));
    }

    @Test
    void aStepThatFailedDoesNotCount() {
        migrate("latest");

        asOwner("update flyway_schema_history set success = false where version = '%03d'"
                .formatted(SchemaState.NEEDED));

        assertThat(state()).isEqualTo(new SchemaState.Behind(lastButOne()));
    }

    @Test
    void aSchemaThatTheServiceMayNotLookAtIsNamed() {
        migrate("latest");

        asOwner("revoke select on flyway_schema_history from latchkey_app");

        assertThat(state().toString()).contains("may not see").contains("latchkey migrate");
    }

    @Test
    void aServerThatIsNotThereIsAway() {
        SchemaState state = stateAt("jdbc:postgresql://127.0.0.1:" + Replica.freePort() + "/latchkey");

        assertThat(state).isEqualTo(new SchemaState.Unknown("the database is away"));
    }

    @Test
    void aWrongPasswordIsARefusalAndSaysNoName() {
        SchemaState state;
        try (Connection connection =
                DriverManager.getConnection(settings.get("quarkus.datasource.jdbc.url"), EmbeddedServer.APP, "wrong")) {
            state = SchemaState.of(connection);
        } catch (SQLException e) {
            state = SchemaState.of(e);
        }

        assertThat(state).isEqualTo(new SchemaState.Unknown("the database refuses us, SQLSTATE 28P01"));
    }

    private static int lastButOne() {
        return numbers().get(numbers().size() - 2);
    }

    private static List<Integer> numbers() {
        Pattern numbered = Pattern.compile("V(\\d+)__.*\\.sql");
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            return files.map(file -> numbered.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(found -> Integer.parseInt(found.group(1)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SchemaState state() {
        return stateAt(settings.get("quarkus.datasource.jdbc.url"));
    }

    private SchemaState stateAt(String url) {
        try (Connection connection =
                DriverManager.getConnection(url, EmbeddedServer.APP, settings.get("quarkus.datasource.password"))) {
            return SchemaState.of(connection);
        } catch (SQLException e) {
            return SchemaState.of(e);
        }
    }

    private void migrate(String target) {
        Flyway.configure()
                .dataSource(
                        settings.get("quarkus.datasource.jdbc.url"),
                        EmbeddedServer.OWNER,
                        settings.get("quarkus.flyway.password"))
                .locations("filesystem:" + MIGRATIONS)
                .placeholders(Map.of("appRole", EmbeddedServer.APP))
                .target(target.equals("latest") ? MigrationVersion.LATEST : MigrationVersion.fromVersion(target))
                .load()
                .migrate();
    }

    private void grant() {
        asOwner("grant select on flyway_schema_history to latchkey_app");
    }

    private void asOwner(String sql) {
        try (Connection connection = DriverManager.getConnection(
                        settings.get("quarkus.datasource.jdbc.url"),
                        EmbeddedServer.OWNER,
                        settings.get("quarkus.flyway.password"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
