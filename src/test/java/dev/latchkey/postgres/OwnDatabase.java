package dev.latchkey.postgres;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives a test a database of its own on the server that all tests share, so that it may fill it. Every statement in it is
 * logged by the server: see {@link SpokenStatements}.
 */
public final class OwnDatabase implements QuarkusTestResourceLifecycleManager {
    static final String NAME = "latchkey_own";

    /** Made by Quarkus. */
    public OwnDatabase() {}

    @Override
    public Map<String, String> start() {
        try (Connection superuser = TestServer.asSuperuser();
                Statement statement = superuser.createStatement()) {
            Map<String, String> settings = new HashMap<>(TestServer.emptyDatabase(NAME));
            statement.execute("alter database " + NAME + " set log_statement = 'all'");
            settings.put("quarkus.scheduler.enabled", "false");
            return settings;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        // The database goes with the server of this test run.
    }
}
