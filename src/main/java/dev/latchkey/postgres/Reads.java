package dev.latchkey.postgres;

import dev.latchkey.postgres.Database.RowReader;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Queries of several packages that need nothing from each other's answers, sent together in one round trip and run in the
 * order they were added; one that writes and returns rows is a query too. Nothing reaches PostgreSQL before {@link #send()}. Belongs to one request; not thread-safe.
 */
public final class Reads {
    private final Pool pool;
    private final StringBuilder sql = new StringBuilder();
    private final List<@Nullable Object> arguments = new ArrayList<>();
    private final List<Answer<?>> answers = new ArrayList<>();

    Reads(Pool pool) {
        this.pool = pool;
    }

    /** The rows of one query, there once its {@link Reads} were sent. */
    public static final class Answer<T> {
        private final RowReader<T> reader;
        private final List<T> rows = new ArrayList<>();
        private boolean there;

        private Answer(RowReader<T> reader) {
            this.reader = reader;
        }

        /**
         * Returns the rows in order.
         *
         * @throws IllegalStateException before the reads were sent
         */
        public List<T> rows() {
            if (!there) {
                throw new IllegalStateException("not sent yet");
            }
            return List.copyOf(rows);
        }

        private void fill(ResultSet found) throws SQLException {
            while (found.next()) {
                rows.add(reader.read(found));
            }
            there = true;
        }
    }

    /**
     * Adds one constant query and returns the place where its rows will be. Among {@code values} a {@link Scalar} stands
     * for its own arguments.
     */
    public <T> Answer<T> add(String query, RowReader<T> reader, @Nullable Object... values) {
        if (!answers.isEmpty()) {
            sql.append(";\n");
        }
        sql.append(query);
        for (Object value : values) {
            if (value instanceof Scalar lookedUp) {
                arguments.addAll(lookedUp.arguments());
            } else {
                arguments.add(value);
            }
        }
        Answer<T> answer = new Answer<>(reader);
        answers.add(answer);
        return answer;
    }

    /** Sends what was added in one round trip. */
    public void send() {
        try (Dispatch dispatch = Dispatch.of(pool, sql.toString(), arguments)) {
            PreparedStatement statement = dispatch.execute();
            for (Answer<?> answer : answers) {
                try (ResultSet found = statement.getResultSet()) {
                    answer.fill(found);
                }
                statement.getMoreResults();
            }
        } catch (SQLException e) {
            throw pool.failed(e);
        }
    }
}
