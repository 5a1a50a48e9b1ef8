package dev.latchkey.postgres;

import dev.latchkey.id.Bytes;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Binds Java values to the parameters of a statement. */
final class Arguments {
    private Arguments() {}

    /** Binds from parameter {@code first} on and returns the number of the next one. */
    static int bind(PreparedStatement statement, int first, @Nullable Object... arguments) throws SQLException {
        int index = first;
        for (Object argument : arguments) {
            bindOne(statement, index++, argument);
        }
        return index;
    }

    private static void bindOne(PreparedStatement statement, int index, @Nullable Object argument) throws SQLException {
        switch (argument) {
            case null -> statement.setNull(index, Types.NULL);
            case Optional<?> optional -> bindOne(statement, index, optional.orElse(null));
            case Bytes bytes -> statement.setBytes(index, bytes.toArray());
            case byte[] bytes -> statement.setBytes(index, bytes);
            case Instant instant -> statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
            default -> statement.setObject(index, argument);
        }
    }
}
