package dev.latchkey.postgres;

import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A pool of connections that forgets all of them once one was lost. Whatever broke one, a restart or a fail-over, has
 * most likely broken the rest, and each would cost a request its answer before the pool noticed.
 */
final class Pool {
    private static final long BETWEEN_FLUSHES_NANOS = Duration.ofSeconds(1).toNanos();

    private final AgroalDataSource source;
    private final AtomicLong flushed = new AtomicLong(System.nanoTime() - BETWEEN_FLUSHES_NANOS);

    Pool(AgroalDataSource source) {
        this.source = source;
    }

    Connection connection() throws SQLException {
        return source.getConnection();
    }

    /** Wraps {@code cause}; after a lost connection the others are closed as soon as nobody uses them. */
    DatabaseException failed(SQLException cause) {
        if (Outages.lostConnection(cause)) {
            long now = System.nanoTime();
            long last = flushed.get();
            if (now - last >= BETWEEN_FLUSHES_NANOS && flushed.compareAndSet(last, now)) {
                source.flush(AgroalDataSource.FlushMode.GRACEFUL);
            }
        }
        return new DatabaseException(cause);
    }
}
