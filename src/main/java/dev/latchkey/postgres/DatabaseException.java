package dev.latchkey.postgres;

import java.sql.SQLException;

/** PostgreSQL could not be reached or answered with an error: infrastructure or a bug, never a refusal. */
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseException(SQLException cause) {
        super(cause);
    }
}
