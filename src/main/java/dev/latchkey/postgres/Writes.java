package dev.latchkey.postgres;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes of several packages, collected along the way of one request and sent together in one round trip, in the order
 * they were added. Nothing reaches PostgreSQL before {@link #send()}. Belongs to one request; not thread-safe.
 */
public final class Writes {
    private static final String COMMIT = "commit";

    private final Pool pool;
    private final StringBuilder sql = new StringBuilder();
    private final List<@Nullable Object> arguments = new ArrayList<>();
    private int statements;

    Writes(Pool pool) {
        this.pool = pool;
    }

    /**
     * Adds one constant statement that writes and has no {@code returning}.
     *
     * @return its place among the counts that {@link #send()} returns
     */
    public int add(String statement, @Nullable Object... values) {
        if (statements > 0) {
            sql.append(";\n");
        }
        sql.append(statement);
        arguments.addAll(Arrays.asList(values));
        return statements++;
    }

    /**
     * Sends what was added and commits with it in one round trip: the transaction around it has nothing left to do then,
     * and nothing may follow in it. When a statement fails, nothing is committed. When the answer is lost nobody knows,
     * as with any commit. Where nothing was added the transaction commits as ever.
     */
    public void sendAndCommit() {
        if (statements > 0) {
            add(COMMIT);
            send();
        }
    }

    /**
     * Sends what was added in one round trip and returns how many rows each statement touched, in their order; one that
     * answers with rows, such as one that takes a lock, counts 0.
     */
    public int[] send() {
        int[] counts = new int[statements];
        if (statements == 0) {
            return counts;
        }
        try (Dispatch dispatch = Dispatch.of(pool, sql.toString(), arguments)) {
            PreparedStatement statement = dispatch.execute();
            for (int i = 0; i < counts.length; i++) {
                // A statement that answers with rows, such as one that takes a lock, has a count of -1.
                counts[i] = Math.max(0, statement.getUpdateCount());
                statement.getMoreResults();
            }
        } catch (SQLException e) {
            throw pool.failed(e);
        }
        sql.setLength(0);
        arguments.clear();
        statements = 0;
        return counts;
    }
}
