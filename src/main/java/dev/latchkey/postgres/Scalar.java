package dev.latchkey.postgres;

import java.util.Arrays;
import java.util.List;

/**
 * A value that PostgreSQL looks up itself, such as the account that a passkey belongs to. The package that owns the table
 * says how; another package's query compares with it and so travels in the round trip that would otherwise only fetch it.
 *
 * @param sql a constant expression in parentheses; a query puts it where a {@code ?} would stand
 * @param arguments of its own parameters, in their order
 */
public record Scalar(String sql, List<Object> arguments) {
    /** Keeps an immutable copy of {@code arguments}. */
    public Scalar {
        arguments = List.copyOf(arguments);
    }

    /** Looks up by a constant query of one column that finds no row, then it is unknown, or one. */
    public static Scalar of(String query, Object... arguments) {
        return new Scalar("(" + query + ")", Arrays.asList(arguments));
    }
}
