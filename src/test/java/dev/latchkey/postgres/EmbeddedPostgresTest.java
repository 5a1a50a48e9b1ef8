package dev.latchkey.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** The embedded server as a running service sees it. */
@QuarkusTest
class EmbeddedPostgresTest {
    @Inject
    Database database;

    @Inject
    AgroalDataSource source;

    @Test
    void theServiceWorksAsTheAppRoleWhileTheOwnerRanTheMigrations() {
        String query = """
                select current_user || ' ' || (select tableowner from pg_tables where tablename = 'audit_entry')""";

        String roles = database.one(query, row -> row.getString(1)).orElseThrow();

        assertThat(roles).isEqualTo("latchkey_app latchkey_owner");
    }

    @Test
    void theServerIsPostgres18OnLoopback() {
        String query = "select current_setting('server_version') || ' ' || host(inet_server_addr())";

        String server = database.one(query, row -> row.getString(1)).orElseThrow();

        assertThat(server).startsWith("18.").endsWith(" 127.0.0.1");
    }
}
