package dev.latchkey.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.ValidateResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A release runs on the schema of its successor: its replicas serve while they are replaced, and may be started again. */
@QuarkusTest
class SuccessorSchemaTest {
    /** PostgreSQL refuses a prepared one as soon as the table has one column more: 0A000, and a 500 for somebody. */
    private static final Pattern ALL_COLUMNS = Pattern.compile("(?i)\\b(select|returning)\\s+\\*");

    private static final String A_MIGRATION_OF_TOMORROW = """
            insert into flyway_schema_history (installed_rank, version, description, type, script, checksum,
                installed_by, execution_time, success)
            values (90000, '9000', 'of tomorrow', 'SQL', 'V9000__of_tomorrow.sql', 1, 'tomorrow', 1, true)""";

    @Inject
    Flyway flyway;

    @AfterEach
    void forgetTomorrow() throws SQLException {
        asOwner("delete from flyway_schema_history where version = '9000'");
    }

    @Test
    void aReplicaStartsOnASchemaThatIsNewerThanItself() throws SQLException {
        asOwner(A_MIGRATION_OF_TOMORROW);

        ValidateResult result = flyway.validateWithResult();

        assertThat(result.validationSuccessful)
                .as("%s", result.getAllErrorMessages())
                .isTrue();
    }

    @Test
    void noStatementReadsColumnsThatItDoesNotName() throws IOException {
        List<Path> sources;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }

        assertThat(sources)
                .hasSizeGreaterThan(100)
                .allSatisfy(file -> assertThat(
                                ALL_COLUMNS.matcher(Files.readString(file)).find())
                        .as("%s", file)
                        .isFalse());
    }

    private static void asOwner(String sql) throws SQLException {
        try (Connection owner = TestServer.asOwner();
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
