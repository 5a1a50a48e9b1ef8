package dev.latchkey.postgres;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Constant SQL on the connection of the running transaction: for the hot path, where a round trip counts. Elsewhere
 * Panache repositories do. Every method throws {@link DatabaseException} when PostgreSQL cannot be reached or answers
 * with an error, and the transaction is lost then.
 */
@Singleton
public final class Database {
    private final Pool pool;

    Database(AgroalDataSource source) {
        this.pool = new Pool(source);
    }

    /** Reads one row of an answer. */
    @FunctionalInterface
    public interface RowReader<T> {
        /** Turns the current row into a value; must not move the cursor. */
        T read(ResultSet row) throws SQLException;
    }

    /** Runs one query that answers with no row or one. */
    public <T> Optional<T> one(String sql, RowReader<T> reader, @Nullable Object... arguments) {
        List<T> rows = many(sql, reader, arguments);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst());
    }

    /** Runs one query and returns its rows in order. */
    public <T> List<T> many(String sql, RowReader<T> reader, @Nullable Object... arguments) {
        try (Dispatch dispatch = Dispatch.of(pool, sql, Arrays.asList(arguments))) {
            try (ResultSet rows = dispatch.execute().getResultSet()) {
                List<T> answer = new ArrayList<>();
                while (rows.next()) {
                    answer.add(reader.read(rows));
                }
                return answer;
            }
        } catch (SQLException e) {
            throw pool.failed(e);
        }
    }

    /** Runs one statement that writes and returns the number of rows it touched. */
    public int write(String sql, @Nullable Object... arguments) {
        try (Dispatch dispatch = Dispatch.of(pool, sql, Arrays.asList(arguments))) {
            return Math.max(0, dispatch.execute().getUpdateCount());
        } catch (SQLException e) {
            throw pool.failed(e);
        }
    }

    /** Begins to collect queries that are to travel together; see {@link Reads}. */
    public Reads reads() {
        return new Reads(pool);
    }

    /** Begins to collect writes that are to travel together; see {@link Writes}. */
    public Writes writes() {
        return new Writes(pool);
    }
}
