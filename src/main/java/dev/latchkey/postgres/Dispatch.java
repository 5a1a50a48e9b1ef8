package dev.latchkey.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * Statements on their way, the first of a transaction in one packet with its {@code begin}. The driver, left to itself,
 * writes that into a packet of its own: a system call more, and PostgreSQL wakes, answers and is read twice.
 */
final class Dispatch implements AutoCloseable {
    private static final String BEGIN = "begin;";

    private final Connection connection;
    private final BaseConnection driver;
    private final boolean begins;
    private final PreparedStatement statement;

    private Dispatch(Connection connection, String sql) throws SQLException {
        this.connection = connection;
        this.driver = connection.unwrap(BaseConnection.class);
        this.begins = !driver.getAutoCommit() && driver.getTransactionState() == TransactionState.IDLE;
        this.statement = connection.prepareStatement(begins ? BEGIN + sql : sql);
    }

    /** Takes a connection of the pool; it goes back when this is closed. */
    static Dispatch of(Pool pool, String sql, List<@Nullable Object> arguments) throws SQLException {
        Connection connection = pool.connection();
        try {
            Dispatch dispatch = new Dispatch(connection, sql);
            Arguments.bind(dispatch.statement, 1, arguments.toArray());
            return dispatch;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Sends all of it and returns the statement, which stands at the first answer. */
    PreparedStatement execute() throws SQLException {
        if (!begins) {
            statement.execute();
            return statement;
        }
        // Only for this call, and only so that the driver does not begin by itself; nothing is committed by it.
        driver.setAutoCommit(true);
        try {
            statement.execute();
        } catch (SQLException | RuntimeException e) {
            beginByItself(e);
            throw e;
        }
        driver.setAutoCommit(false);
        statement.getMoreResults(); // over the answer to begin
        return statement;
    }

    private void beginByItself(Exception cause) {
        try {
            // Would commit what is open; nothing is, or it has failed and is rolled back.
            driver.setAutoCommit(false);
        } catch (SQLException lost) {
            cause.addSuppressed(lost);
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            statement.close();
        }
    }
}
