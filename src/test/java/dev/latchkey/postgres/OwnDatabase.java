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
            statement.execute("drop database if exists " + NAME + " with (force)");
            statement.execute("create database " + NAME + " owner " + EmbeddedServer.OWNER);
            statement.execute("alter database " + NAME + " set log_statement = 'all'");
            statement.execute("revoke all on database " + NAME + " from public");
            statement.execute("grant connect on database " + NAME + " to " + EmbeddedServer.APP);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        String url = EmbeddedServer.url(TestServer.port(), NAME);
        Map<String, String> settings = new HashMap<>(TestServer.settings(TestServer.port()));
        settings.put("quarkus.datasource.jdbc.url", url);
        settings.put("quarkus.flyway.jdbc-url", url);
        settings.put("quarkus.scheduler.enabled", "false");
        return settings;
    }

    @Override
    public void stop() {
        // The database goes with the server of this test run.
    }
}
